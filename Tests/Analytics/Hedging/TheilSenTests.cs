using QuantPlatform.Analytics.Hedging;
using QuantPlatform.Analytics.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Hedging;

/// <summary>The median of pairwise slopes against sorting all of them.</summary>
public sealed class TheilSenTests
{
    [Theory]
    [InlineData(1, 12, false)]
    [InlineData(2, 300, false)]
    [InlineData(3, 301, false)]
    [InlineData(4, 900, false)]
    [InlineData(5, 901, true)]
    [InlineData(6, 1200, true)]
    [InlineData(7, 40, true)]
    public void Fit_AnySize_IsTheMedianSlope(int seed, int n, bool ticks)
    {
        var random = new Random(seed);
        var x = new double[n];
        var y = new double[n];
        for (var i = 0; i < n; i++)
        {
            x[i] = ticks ? Math.Round(Markets.Normal(random), 1) : Markets.Normal(random);
            y[i] = ticks ? Math.Round(0.3 * x[i] + Markets.Normal(random), 1) : 0.3 * x[i] + Markets.Normal(random);
        }

        List<double> slopes = [];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                if (x[j] > x[i])
                    slopes.Add((y[j] - y[i]) / (x[j] - x[i]));
            }
        }

        slopes.Sort();
        var expected = (slopes[(slopes.Count - 1) / 2] + slopes[slopes.Count / 2]) / 2;
        var fit = HedgeRegression.Fit(HedgeMethod.TheilSen, y, x);
        Near.Equal(expected, fit.Beta, 1e-13, 1e-15);
        Near.Equal(Median(y) - expected * Median(x), fit.Alpha, 1e-12, 1e-13);
        Assert.True(fit.BetaSe > 0);
    }

    [Fact]
    public void Fit_LargeSampleWithFewDistinctX_StillSelectsExactly()
    {
        var n = 1_000;
        var x = Enumerable.Range(0, n).Select(i => i < 990 ? 1.0 : 2.0).ToArray();
        var y = Enumerable.Range(0, n).Select(i => (i * 7919 % 1000) / 10.0).ToArray();
        var slopes = (from i in Enumerable.Range(0, 990) from j in Enumerable.Range(990, 10) select y[j] - y[i]).Order().ToArray();
        Near.Equal((slopes[4949] + slopes[4950]) / 2, HedgeRegression.Fit(HedgeMethod.TheilSen, y, x).Beta, 1e-14, 0);
    }

    [Fact]
    public void Fit_WithoutIntercept_IsTheMedianRatio() =>
        Assert.Equal(2, HedgeRegression.Fit(HedgeMethod.TheilSen, [2, 4, 60, 8, 7], [1, 2, 3, 4, 5], intercept: false).Beta);

    [Fact]
    public void Validate_WindowPastTheCap_IsRefused() => Assert.Throws<ArgumentException>(
        () => new PairSettings { IntervalMs = 1, Window = PairSettings.MaxTheilSenWindow + 1, Method = HedgeMethod.TheilSen }.Validate());

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
