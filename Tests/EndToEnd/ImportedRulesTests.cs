using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>Rules of a workspace document over bars that were there before them.</summary>
[Collection(nameof(NodeProcess))]
public sealed class ImportedRulesTests
{
    private const string Rule = "rule-imported";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Import_OverOldBars_OnlyBarsThatCloseAfterItFire()
    {
        await using var node = await InProcessNode.Start();
        using var user = await node.SignUp("imports@example.org");
        using (var tracked = await user.PostAsync("api/v1/symbols/BTCUSDT/track", null))
        {
            Assert.True(tracked.IsSuccessStatusCode, await tracked.Content.ReadAsStringAsync());
        }

        await Until.True(async () => (await Bars(user)).Count >= 10, Patience, async () => (await InProcessNode.Get(user, "feed")).ToJsonString());
        const string withRule = $$"""
            {"version":2,"rules":[{"id":"{{Rule}}","name":"Any price","target":{"symbol":"BTCUSDT"},"interval":"1s","trigger":"oncePerBarClose",
             "conditions":[{"metric":"price","operator":"above","value":0}]}]}
            """;

        var beforeFirst = (await Bars(user))[^1];
        await Import(user, withRule);
        var first = Assert.Single(await Alerts(user, 1));
        await Import(user, """{"version":2,"rules":[]}""");
        await Until.True(async () => (await Bars(user))[^1] >= first + 5_000, Patience, () => Task.FromResult("No bars come."));
        // The same id again: its grain must not go on where the deleted rule stood.
        var beforeSecond = (await Bars(user))[^1];
        await Import(user, withRule);
        var fired = await Alerts(user, 2);

        Assert.True(first > beforeFirst, $"It fired at the bar {first}; {beforeFirst} was closed before it was there.");
        Assert.True(fired.Max() > beforeSecond, $"It fired at the bars {string.Join(", ", fired)}; {beforeSecond} was closed before it was there again.");
        Assert.Equal(2, fired.Count);
    }

    private static async Task<List<long>> Bars(HttpClient user) =>
        [.. (await InProcessNode.Get(user, "symbols/BTCUSDT/bars?interval=1s&limit=5000"))["bars"]!.AsArray().Select(bar => bar!["openTime"]!.GetValue<long>())];

    /// <summary>Bars at which the rule fired, once there are so many.</summary>
    private static async Task<List<long>> Alerts(HttpClient user, int count)
    {
        List<long> fired = [];
        await Until.True(
            async () => (fired = [.. (await InProcessNode.Get(user, $"alerts?rule={Rule}&state=firing"))["items"]!.AsArray().Select(alert => alert!["barTime"]!.GetValue<long>())]).Count >= count,
            Patience, async () => (await InProcessNode.Get(user, "rules")).ToJsonString());
        return fired;
    }

    private static async Task Import(HttpClient user, string document)
    {
        using var answer = await user.PutAsJsonAsync("api/v1/workspace?mode=replace", JsonNode.Parse(document));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
