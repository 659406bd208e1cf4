using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>The node as a newcomer starts it: the demo feed, and nothing else.</summary>
[Collection(nameof(NodeProcess))]
public sealed class DemoNodeTests
{
    [Fact]
    public async Task KillAndRestart_NobodySignsIn_PairIsLiveAndItsSeriesHasNoHole()
    {
        using var folder = new TestFolder();
        string pair;
        long lastBefore;
        await using (var node = await NodeProcess.StartReady(folder.Path, ApiSession.AdminArguments))
        {
            using var api = await ApiSession.SignIn(node);
            pair = await api.AddPair(new { y = "ETHUSDT", x = "BTCUSDT", interval = "1s", window = 60, zWindow = 60 });
            lastBefore = await ReadyAfter(api, pair, 0, node);
            await node.Kill9();
        }

        await using var again = await NodeProcess.StartReady(folder.Path, ApiSession.AdminArguments);
        await Until.True(
            () => Task.FromResult(again.Output.Contains("Live", StringComparison.Ordinal)), TimeSpan.FromSeconds(40), () => Task.FromResult(again.Tail));
        using var session = await ApiSession.SignIn(again);
        var last = await ReadyAfter(session, pair, lastBefore + 5_000, again);

        var times = (await session.Get($"pairs/{pair}/series?from={lastBefore - 30_000}&to={last + 1}&limit=5000"))["points"]!.AsArray()
            .Select(point => point!["time"]!.GetValue<long>()).ToList();
        Assert.Equal(Enumerable.Range(0, (int)((last - lastBefore + 30_000) / 1_000) + 1).Select(i => lastBefore - 30_000 + (i * 1_000L)), times);
    }

    /// <summary>Waits for a ready value of a point after a time, and gives that point's time.</summary>
    private static async Task<long> ReadyAfter(ApiSession api, string pair, long after, NodeProcess node)
    {
        long? time = null;
        await Until.True(
            async () =>
            {
                var snapshot = await api.Get($"pairs/{pair}/snapshot");
                time = snapshot["time"]?.GetValue<long>();
                return snapshot["ready"]!.GetValue<bool>() && time > after;
            },
            TimeSpan.FromSeconds(60),
            async () => $"{await api.Get($"pairs/{pair}/snapshot")}\n{await api.Get("feed")}\n{node.Tail}");
        return time!.Value;
    }
}
