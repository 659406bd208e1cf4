using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Pairs;
using QuantPlatform.Silo.Statistics;
using Xunit;
using static QuantPlatform.Tests.Silo.Pairs.PairBars;

namespace QuantPlatform.Tests.Silo.Statistics;

public sealed class WindowDiagnosticsTests
{
    [Fact]
    public void Of_LastWindow_TestsThosePointsOnly()
    {
        var bars = Joint(2, 300);

        var report = WindowDiagnostics.Of(Settings, bars, 120);

        Assert.Equal((120, 120, bars[^1].OpenTime), (report.Count, report.Window, report.Time));
        Assert.Equal(Slow([.. bars.Select(bar => bar.Y)], [.. bars.Select(bar => bar.X)], 120, 20).Beta, report.Ols.Beta!.Value, 1e-9);
        Assert.True(report.EngleGranger.Cointegrated);
        Assert.Equal(2, report.Johansen.Rows.Length);
        Assert.Equal("c", report.Adf.Trend);
        Assert.Equal("cusum", report.Stability.Test);
        Assert.Equal((1.0, 0.0, 1.0), (report.LiquidityY.MeanVolume!.Value, report.LiquidityY.QuietShare!.Value, report.LiquidityX.TradesPerBar!.Value));
        Assert.NotNull(report.Adf.Critical);
        // Independent noise loses about all of a deviation in one bar: λ near −1, so −ln 2 / λ near 0.7.
        Assert.InRange(report.HalfLifeOu!.Value, 0.5, 1);
    }

    [Fact]
    public void Of_FewerPointsThanAsked_UsesAllOfThem()
    {
        var report = WindowDiagnostics.Of(Settings, Joint(2, 50), 240);

        Assert.Equal((50, 240), (report.Count, report.Window));
        Assert.NotNull(report.Adf.Stat);
        Assert.False(report.EngleGranger.Cointegrated);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void Of_TooFewPoints_IsNullWithReasons(int count)
    {
        var report = WindowDiagnostics.Of(Settings, Joint(2, count), 240);

        Assert.Equal(count, report.Count);
        Assert.Null(report.Adf.Stat);
        Assert.Null(report.EngleGranger.Cointegrated);
        Assert.Null(report.Ols.Beta);
        Assert.Null(report.Crossings);
        Assert.All(new[] { "adf", "engleGranger.yOnX", "engleGranger.xOnY", "johansen", "kpss", "halfLife", "hurst", "crossings", "ljungBox", "stability", "ols" },
            name => Assert.False(string.IsNullOrEmpty(report.Reasons.GetValueOrDefault(name)), name));
    }

    [Fact]
    public void Of_GapBars_AreNoPoints()
    {
        var bars = Joint(2, 60);
        bars[30] = bars[30] with { Y = bars[30].Y with { Quality = BarQuality.Gap } };

        Assert.Equal(59, WindowDiagnostics.Of(Settings, bars, 100).Count);
    }

    private static List<JointBar> Joint(int seed, int count)
    {
        var (barsY, barsX) = Walk(seed, count);
        return [.. barsY.Zip(barsX, (y, x) => new JointBar(y, x))];
    }
}
