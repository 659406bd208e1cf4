using System.Text.Json.Nodes;
using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>A real capture goes in at the socket; exact bars and the reference statistics come out of the API.</summary>
[Collection(nameof(NodeProcess))]
public sealed class TapeReplayTests
{
    [SkippableTheory]
    [InlineData("aggTrade", 20)]
    [InlineData("aggTrade", 0)]
    [InlineData("trade", 20)]
    [InlineData("trade", 0)]
    public async Task Replay_CleanTape_GivesTheReferenceBarsAndStatistics(string stream, double speed)
    {
        ReferenceTape.SkipUnlessPresent();
        await using var run = await TapeNode.Start(stream, speed);
        using var api = await ApiSession.SignIn(run.Node);
        var pair = await api.AddPair(new { y = "ETHUSDT", x = "BTCUSDT", interval = "1s", window = 60, zWindow = 60 });
        await run.AllClosed(api);

        await run.AssertBars(api, allowRevisions: false);
        await AssertStatistics(run, api, pair);
    }

    [SkippableFact]
    public async Task Replay_EveryFault_GivesTheSameBars()
    {
        ReferenceTape.SkipUnlessPresent();
        await using var run = await TapeNode.Start("aggTrade", 20, faults =>
        {
            faults.DuplicateEvery = 7;
            faults.ReorderWindow = 6;
            faults.GarbageEvery = 11;
            faults.DropIds("BTCUSDT", 5_266_590_000, 5_266_590_400);
            faults.DropIds("ETHUSDT", 4_308_075_000, 4_308_075_003);
            faults.CutSocketsAfter(9_000);
        });
        using var api = await ApiSession.SignIn(run.Node);
        await run.Played(0.6);
        run.Exchange.Faults.CutSockets();
        await run.AllClosed(api);

        var feed = await api.Get("feed");
        var bitcoin = feed["symbols"]!.AsArray().Single(symbol => symbol!["symbol"]!.GetValue<string>() == "BTCUSDT")!;
        Assert.True(bitcoin["duplicates"]!.GetValue<long>() > 0, feed.ToString());
        Assert.True(bitcoin["gaps"]!["filled"]!.GetValue<long>() > 0, feed.ToString());
        await run.AssertBars(api, allowRevisions: true);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Replay_KilledInMidTape_GivesTheSameBars(bool restartAfterTheEnd)
    {
        ReferenceTape.SkipUnlessPresent();
        await using var run = await TapeNode.Start("aggTrade", 20);
        string pair;
        using (var first = await ApiSession.SignIn(run.Node))
        {
            pair = await first.AddPair(new { y = "ETHUSDT", x = "BTCUSDT", interval = "1s", window = 60, zWindow = 60 });
        }

        await run.Played(0.4);
        await run.Node.Kill9();
        await run.Played(restartAfterTheEnd ? 1.0 : 0.5);
        await run.StartNode();
        using var api = await ApiSession.SignIn(run.Node);
        await run.AllClosed(api);

        await run.AssertBars(api, allowRevisions: true);
        await AssertStatistics(run, api, pair);
    }

    private static async Task AssertStatistics(TapeNode run, ApiSession api, string pair)
    {
        var reference = ReferenceTape.Statistics();
        var (from, to) = (reference[0].Time + run.Tape.Shift, reference[^1].Time + run.Tape.Shift + 1);
        var points = (await api.Get($"pairs/{pair}/series?from={from}&to={to}&limit=5000"))["points"]!.AsArray()
            .ToDictionary(point => point!["time"]!.GetValue<long>() - run.Tape.Shift, point => point!);
        foreach (var expected in reference)
        {
            var point = points[expected.Time];
            AssertClose(expected.Beta, point["beta"], $"beta at {expected.Time}");
            AssertClose(expected.Alpha, point["alpha"], $"alpha at {expected.Time}");
            AssertClose(expected.Z, point["z"], $"z at {expected.Time}");
        }
    }

    /// <summary>Relative 1e-8 or absolute 1e-9 (DOMAIN: "Numerics").</summary>
    private static void AssertClose(double expected, JsonNode? actual, string what)
    {
        Assert.True(actual is not null, $"{what} is null, expected {expected}");
        var difference = Math.Abs(actual.GetValue<double>() - expected);
        Assert.True(difference <= Math.Max(1e-8 * Math.Abs(expected), 1e-9), $"{what}: expected {expected:R}, got {actual}");
    }
}
