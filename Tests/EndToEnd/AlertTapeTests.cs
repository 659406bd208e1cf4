using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>Rules on the real tape: what fires is what the bars say, each once, although the node dies between any two steps of the way.</summary>
[Collection(nameof(NodeProcess))]
public sealed class AlertTapeTests
{
    /// <summary>After every bar, Unix ms.</summary>
    private const long FarAhead = 10_000_000_000_000;

    private const double Price = 61_711.9;
    private const double Z = 2;

    [SkippableFact]
    public async Task Rules_OnTheTape_FireAtTheBarsThatSaySo()
    {
        ReferenceTape.SkipUnlessPresent();
        await using var run = await TapeNode.Start("aggTrade", 10);
        using var api = await ApiSession.SignIn(run.Node);
        var rules = await Rules(api, run);
        await run.AllClosed(api);

        await AssertAlerts(api, run, rules);
    }

    [SkippableFact]
    public async Task Rules_KilledBetweenEveryTwoSteps_FireAtTheBarsThatSaySoOnceEach()
    {
        ReferenceTape.SkipUnlessPresent();
        await using var run = await TapeNode.Start("aggTrade", 10);
        List<(string Id, long After)> rules;
        using (var first = await ApiSession.SignIn(run.Node))
        {
            rules = await Rules(first, run);
        }

        // Nobody signs in from here on. Each node dies by its own hand at the step, whenever that comes.
        await run.Node.Kill9();
        foreach (var step in new[] { "Evaluated", "Written", "Sent", "Dropped" })
        {
            await run.StartNodeThatDies(step);
        }

        await run.StartNode();
        using var api = await ApiSession.SignIn(run.Node);
        await run.AllClosed(api);

        await AssertAlerts(api, run, rules);
    }

    /// <summary>A rule on the price and one on z, with the last bar that was closed when each was saved.</summary>
    private static async Task<List<(string Id, long After)>> Rules(ApiSession api, TapeNode run)
    {
        var pair = await api.AddPair(new { y = "ETHUSDT", x = "BTCUSDT", interval = "1s", window = 60, zWindow = 60 });
        await Until.True(
            async () => (await api.Bars("BTCUSDT", "1s", ReferenceTape.First + run.Tape.Shift, FarAhead)).Count > 0, TimeSpan.FromSeconds(60), () => Task.FromResult(run.Node.Tail));
        var rules = new List<(string, long)>();
        var both = new (object, string, string, double)[] { (new { symbol = "BTCUSDT" }, "price", "crosses", Price), (new { pair }, "z", "crossesUp", Z) };
        foreach (var (target, metric, how, value) in both)
        {
            var rule = await api.Post("rules", new
            {
                name = metric,
                target,
                interval = "1s",
                conditions = new[] { new { metric, @operator = how, value } },
            });
            var closed = (await api.Bars("BTCUSDT", "1s", ReferenceTape.First + run.Tape.Shift, FarAhead))[^1]["openTime"]!.GetValue<long>();
            rules.Add((rule["id"]!.GetValue<string>(), closed - run.Tape.Shift));
        }

        return rules;
    }

    private static async Task AssertAlerts(ApiSession api, TapeNode run, List<(string Id, long After)> rules)
    {
        List<long>[] crossings = [Crossings(Closes(), Price, alsoDown: true), Crossings(ReferenceTape.Statistics().ToDictionary(point => point.Time, point => point.Z), Z, alsoDown: false)];
        foreach (var ((id, after), times) in rules.Zip(crossings))
        {
            var expected = times.Where(time => time > after).ToList();
            Assert.NotEmpty(expected);
            List<long> fired = [];
            await Until.True(
                async () =>
                {
                    var alerts = (await api.Get($"alerts?rule={id}&limit=5000"))["items"]!.AsArray();
                    Assert.All(alerts, alert => Assert.Equal("firing", alert!["state"]!.GetValue<string>()));
                    Assert.Equal(alerts.Count, alerts.Select(alert => alert!["id"]!.GetValue<string>()).Distinct(StringComparer.Ordinal).Count());
                    fired = [.. alerts.Select(alert => alert!["barTime"]!.GetValue<long>() - run.Tape.Shift).Where(time => time > after).Order()];
                    return fired.Count >= expected.Count;
                },
                TimeSpan.FromSeconds(60),
                async () => $"{fired.Count} of {expected.Count} alerts; {await api.Get($"rules/{id}")}\n{run.Node.Tail}");
            Assert.Equal(expected, fired);
        }
    }

    /// <summary>Bars whose value crosses the level, the value just before being on or beyond it; computed here from the reference alone.</summary>
    private static List<long> Crossings(Dictionary<long, double> values, double level, bool alsoDown) => [.. values
        .Where(point => values.TryGetValue(point.Key - 1_000, out var before) && ((before <= level && point.Value > level) || (alsoDown && before >= level && point.Value < level)))
        .Select(point => point.Key).Order()];

    /// <summary>Closes of BTCUSDT a second; one without trades closes where the one before did.</summary>
    private static Dictionary<long, double> Closes()
    {
        var bars = ReferenceTape.Bars("BTCUSDT", "1s", 1_000);
        var closes = new Dictionary<long, double>();
        var last = 0.0;
        for (var time = bars.Keys.Min(); time <= bars.Keys.Max(); time += 1_000)
        {
            last = bars.TryGetValue(time, out var bar) ? (double)bar.Close : last;
            closes[time] = last;
        }

        return closes;
    }
}
