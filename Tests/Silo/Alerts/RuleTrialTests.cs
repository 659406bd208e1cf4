using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Alerts.DryRuns;
using QuantPlatform.Silo.Alerts.Evaluation;
using QuantPlatform.Tests.Silo.Alerts.Evaluation;
using Xunit;

namespace QuantPlatform.Tests.Silo.Alerts;

public sealed class RuleTrialTests
{
    private static readonly TargetInfo Target = new(RuleTarget.OfSymbol(RuleRun.Symbol), "BTCUSDT", Venues.Binance, Interval.OneMinute);

    [Fact]
    public void OfTheLastBars_FiresAsADryRunOverTheSameBars()
    {
        var rule = new RuleDefinition("r", 1, 0, RuleRun.Price(AlertOperator.Above, 100, exit: 97));
        var points = Points([.. Enumerable.Range(0, RuleTrial.Bars + 40).Select(index => 100 + (8 * Math.Sin(index * 0.4)))]).ToList();
        var whole = new RuleReplay(rule, Target, points[40].Time).Take(points);

        var trial = RuleTrials.Replay(rule, Target, points);

        Assert.NotEmpty(whole);
        Assert.Equal(whole.Select(one => one.Id), trial.Alerts.Select(one => one.Id));
        Assert.Equal((whole.Count(one => one.State == AlertState.Firing), RuleTrial.Bars), (trial.Fired, trial.Bars));
        Assert.Equal(points.Skip(40).Select(point => (double?)point.PriceY), Assert.Single(trial.Series).Values);
    }

    [Fact]
    public void OfAMove_TheSeriesIsTheChangeThatIsCompared()
    {
        var rule = new RuleDefinition("r", 1, 0, RuleRun.Price(AlertOperator.MovesUpPct, 5, bars: 2));

        var trial = RuleTrials.Replay(rule, Target, [.. Points(100, 100, 110, 121, 100)]);

        var values = Assert.Single(trial.Series).Values;
        Assert.Equal(new double?[] { null, null, 10, 21 }, values[..4].Select(value => value is { } number ? Math.Round(number, 9) : (double?)null));
        Assert.Equal(1, trial.Fired);
    }

    [Fact]
    public void Marks_StandAtBarsOfTheSeries()
    {
        var rule = new RuleDefinition("r", 1, 0, RuleRun.Price(AlertOperator.Above, 100));
        var trial = RuleTrials.Replay(rule, Target, [.. Points(99, 101, 0, 0, 0, 0, 99, 101).Where(point => point.PriceY > 0)]);

        Assert.Contains(trial.Alerts, alert => alert.State == AlertState.NoData);
        Assert.Empty(trial.Alerts.Select(alert => alert.BarTime).Except(Assert.Single(trial.Series).Times));
    }

    [Fact]
    public void WithoutBars_ThereIsNothing()
    {
        var trial = RuleTrials.Replay(new RuleDefinition("r", 1, 0, RuleRun.Price(AlertOperator.Above, 100)), Target, []);

        Assert.Equal((0L, 0), (trial.Bars, trial.Series.Length));
    }

    private static IEnumerable<RulePoint> Points(params double[] prices) => prices.Select((price, index) => RulePoint.Empty((index + 1) * 60_000L, 0) with { PriceY = price, VolumeY = 1 });
}
