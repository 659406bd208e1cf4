using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Pairs;
using Xunit;
using static QuantPlatform.Tests.Silo.Pairs.PairBars;

namespace QuantPlatform.Tests.Silo.Pairs;

public sealed class WindowBarsTests
{
    [Fact]
    public void QuietShare_IsThatOfTheQuieterLegOverTheWindow()
    {
        var bars = new WindowBars(4, 1_000);
        Assert.Equal(0, bars.QuietShare);
        foreach (var (second, y, x) in new[] { (0, true, true), (1, true, false), (2, false, true), (3, true, false), (4, false, false), (5, false, false) })
        {
            bars.Add(new JointBar(Bar(second, 1, Quality(y)), Bar(second, 1, Quality(x))));
        }

        // Of the points 2 to 5 one is quiet in either leg.
        Assert.Equal(0.25, bars.QuietShare);
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2, 3, 4 }, -1, false)]
    [InlineData(new[] { 0, 1, 3, 4 }, -1, true)]
    [InlineData(new[] { 0, 1, 2, 3 }, 2, true)]
    [InlineData(new[] { 0, 1, 2, 3 }, 3, true)]
    [InlineData(new[] { 0, 1, 3, 4, 5, 6 }, -1, false)]
    public void HasGap_OnlyWhileABarOfTheWindowIsMissingOrHasAGap(int[] seconds, int gapAt, bool expected)
    {
        var bars = new WindowBars(4, 1_000);
        foreach (var second in seconds)
        {
            bars.Add(new JointBar(Bar(second, 1, second == gapAt ? BarQuality.Gap : BarQuality.Traded), Bar(second, 1)));
        }

        Assert.Equal(expected, bars.HasGap);
    }

    private static BarQuality Quality(bool isQuiet) => isQuiet ? BarQuality.Quiet : BarQuality.Traded;
}
