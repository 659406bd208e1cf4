using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Alerts.DryRuns;
using QuantPlatform.Silo.Alerts.Evaluation;
using QuantPlatform.Tests.Silo.Alerts.Evaluation;
using Xunit;

namespace QuantPlatform.Tests.Silo.Alerts;

public sealed class SeriesThinnerTests
{
    private const long Bar = 60_000;

    private static readonly TargetInfo Target = new(RuleTarget.OfSymbol(RuleRun.Symbol), "BTCUSDT", Venues.Binance, Interval.OneMinute);

    [Fact]
    public void FewBars_AreAllKept()
    {
        var series = Thin(10, 20, index => index == 5 ? null : index);

        Assert.Equal(Bar, series.StepMs);
        Assert.Equal(Enumerable.Range(0, 20).Select(index => index * Bar), series.Times);
        Assert.Equal(new double?[] { 4, null, 6 }, series.Values[4..7].ToArray());
    }

    [Theory]
    [InlineData(200)]
    [InlineData(5_003)]
    public void ManyBars_AreFew_WithEveryExtremeOfAStretchAtItsTime(int bars)
    {
        double? Value(int index) => index == 71 ? 1e6 : index == 72 ? -1e6 : Math.Sin(index * 0.7);
        var series = Thin(50, bars, index => Value(index));

        Assert.InRange(series.Times.Length, 50, 102);
        Assert.True(series.StepMs > Bar);
        Assert.Equal(series.Times.Distinct().Order(), series.Times);
        Assert.All(series.Times.Zip(series.Values), one => Assert.Equal(Value((int)(one.First / Bar)), one.Second));
        foreach (var stretch in Enumerable.Range(0, bars).GroupBy(index => index * Bar / series.StepMs))
        {
            var kept = series.Times.Zip(series.Values).Where(one => one.First / series.StepMs == stretch.Key).Select(one => one.Second).ToList();
            Assert.Equal((stretch.Min(Value), stretch.Max(Value)), (kept.Min(), kept.Max()));
        }
    }

    [Fact]
    public void BarsOfAlerts_AreKept_WhateverTheirValue()
    {
        var asked = new[] { 3, 250, 251, 777, 999 };
        var series = Thin(20, 1_000, index => index == 250 ? null : 100 + (index % 7), asked);

        Assert.Empty(asked.Select(index => index * Bar).Except(series.Times));
        Assert.Null(series.Values[series.Times.IndexOf(250 * Bar)]);
        Assert.InRange(series.Times.Length, 20, 42 + asked.Length);
    }

    [Fact]
    public void AStretchWithoutAnyValue_KeepsItsPlace()
    {
        var series = Thin(10, 400, index => index is >= 100 and < 300 ? null : 1);

        Assert.Contains(series.Times.Zip(series.Values), one => one.Second is null && one.First is > 100 * Bar and < 300 * Bar);
    }

    private static RuleSeries Thin(int most, int bars, Func<int, double?> value, params int[] asked)
    {
        var thinner = new SeriesThinner(Target, 0, most);
        for (var index = 0; index < bars; index++)
        {
            thinner.Add(index * Bar, value(index));
            if (asked.Contains(index))
            {
                thinner.KeepLast();
            }
        }

        return thinner.Take();
    }
}
