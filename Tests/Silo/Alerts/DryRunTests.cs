using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Alerts.DryRuns;
using QuantPlatform.Silo.Alerts.Evaluation;
using QuantPlatform.Tests.Silo.Alerts.Evaluation;
using Xunit;

namespace QuantPlatform.Tests.Silo.Alerts;

public sealed class DryRunTests
{
    private static readonly TargetInfo Target = new(RuleTarget.OfSymbol(RuleRun.Symbol), "BTCUSDT", Venues.Binance, Interval.OneMinute);

    [Fact]
    public void Replay_CountsFiresAndTheMedianTimeToTheirEnd()
    {
        var result = Run(RuleRun.Price(AlertOperator.Above, 100), from: 1, 101, 99, 101, 101, 101, 99, 101, 101, 99, 101);

        Assert.Equal((4, 2 * 60_000.0, 10L), (result.Fired, result.MedianFiringMs, result.Bars));
        Assert.Equal(7, result.Alerts.Length);
    }

    [Fact]
    public void Replay_BarsBeforeTheRange_AreOnlyLookedBackAt()
    {
        var result = Run(RuleRun.Price(AlertOperator.CrossesUp, 100), from: 4, 99, 101, 99, 101, 99);

        Assert.Equal(4 * 60_000, Assert.Single(result.Alerts).BarTime);
        Assert.Null(result.MedianFiringMs);
    }

    [Fact]
    public void Replay_InTwoPages_GivesTheSame()
    {
        var rule = new RuleDefinition("r", 1, 0, RuleRun.Price(AlertOperator.MovesUpPct, 5, bars: 3));
        var points = Points(100, 101, 102, 106, 107, 108, 109, 120, 121).ToList();
        var whole = new RuleReplay(rule, Target, 60_000).Take(points);
        var paged = new RuleReplay(rule, Target, 60_000);

        Assert.NotEmpty(whole);
        Assert.Equal(whole.Select(one => one.Id), paged.Take(points[..4]).Concat(paged.Take(points[4..])).Select(one => one.Id));
    }

    [Fact]
    public void Replay_AHole_IsNoData()
    {
        var points = Points(99, 99, 0, 0, 0, 0, 99).Where(point => point.PriceY > 0).ToList();

        var found = new RuleReplay(new RuleDefinition("r", 1, 0, RuleRun.Price(AlertOperator.Above, 100)), Target, 60_000).Take(points);

        Assert.Equal([AlertState.NoData, AlertState.Resolved], found.Select(one => one.State));
    }

    [Fact]
    public void Replay_BeyondTheBreaker_GoesOnAndSaysSo()
    {
        var second = Target with { Interval = Interval.OneSecond };
        var replay = new RuleReplay(new RuleDefinition("r", 1, 0, RuleRun.Price(AlertOperator.Crosses, 100)), second, 1_000);

        var found = replay.Take([.. Enumerable.Range(1, 40).Select(i => RulePoint.Empty(i * 1_000, 0) with { PriceY = i % 2 == 0 ? 99 : 101 })]);

        Assert.Equal(39, found.Count);
        Assert.Equal(2, replay.BreakerTrips);
    }

    private static DryRunResult Run(RuleSettings rule, int from, params double[] prices)
    {
        var tally = new DryRunTally();
        var replay = new RuleReplay(new RuleDefinition("r", 1, 0, rule), Target, from * 60_000L);
        tally.Add(replay.Take([.. Points(prices)]), prices.Length);
        return tally.Result();
    }

    private static IEnumerable<RulePoint> Points(params double[] prices) => prices.Select((price, index) => RulePoint.Empty((index + 1) * 60_000L, 0) with { PriceY = price, VolumeY = 1 });
}
