using QuantPlatform.Analytics.Prices;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Prices;

public sealed class PriceStatisticsTests
{
    [Fact]
    public void Of_FewBars_EqualsHandArithmetic()
    {
        var s = PriceStatistics.Of([11, 13, 12, 10], [9, 10, 8, 7], [10, 12, 9, 10.5], [1, 2, 0, 1], [10, 24, 0, 9], 3_600_000);
        Near.Equal(10.375, s.Mean, 1e-15, 0);
        Near.Equal(Math.Sqrt((0.140625 + 2.640625 + 1.890625 + 0.015625) / 3), s.Std, 1e-14, 0);
        Assert.Equal((13, 7, 10.5, 4), (s.High, s.Low, s.Last, s.Samples));
        Near.Equal(5, s.ReturnPct, 1e-13, 0);
        Near.Equal(0.25, s.MaxDrawdown, 1e-15, 0);
        Assert.Equal(4, s.Volume);
        Near.Equal(43.0 / 4, s.Vwap, 1e-15, 0);
        double[] r = [Math.Log(1.2), Math.Log(0.75), Math.Log(10.5 / 9)];
        var mean = r.Average();
        var std = Math.Sqrt(r.Sum(v => (v - mean) * (v - mean)) / 2);
        Near.Equal(std * Math.Sqrt(365 * 24), s.Volatility, 1e-12, 0);
    }

    [Fact]
    public void Of_NothingToMeasure_IsUnknown()
    {
        var none = PriceStatistics.Of([], [], [], [], [], 1_000);
        Assert.True(double.IsNaN(none.Mean) && double.IsNaN(none.Vwap) && none.Samples == 0);
        var one = PriceStatistics.Of([5], [5], [5], [0], [0], 1_000);
        Assert.True(double.IsNaN(one.Std) && double.IsNaN(one.Volatility) && double.IsNaN(one.ReturnPct) && double.IsNaN(one.Vwap));
        Assert.Equal(5, one.Mean);
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.5, 3.5)]
    [InlineData(0.25, 2.25)]
    [InlineData(1.0, 6.0)]
    public void Quantile_SixValues_InterpolatesLikeTypeSeven(double q, double expected) =>
        Near.Equal(expected, PriceStatistics.Quantile([6, 1, 5, 2, 4, 3], q), 1e-15, 0);

    [Fact]
    public void Quantile_LargeSample_EqualsSorting()
    {
        var random = new Random(2);
        var values = Enumerable.Range(0, 1_001).Select(_ => Math.Round(Markets.Normal(random), 2)).ToArray();
        var sorted = values.Order().ToArray();
        foreach (var k in new[] { 0, 1, 17, 500, 999, 1_000 })
            Near.Equal(sorted[k], PriceStatistics.Quantile(values, k / 1_000.0), 1e-12, 1e-12);
        Assert.True(double.IsNaN(PriceStatistics.Quantile([], 0.5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => PriceStatistics.Quantile([1], 1.1));
    }
}
