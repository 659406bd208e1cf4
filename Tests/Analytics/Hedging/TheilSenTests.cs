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
    public void Fit_AHundredThousandPoints_FindsTheMiddleRank()
    {
        // The median slope m leaves as many pairs above as below: counted independently, as inversions of y − m·x in order of x, by insertion into a sorted tree of ranks.
        var random = new Random(5);
        var x = Enumerable.Range(0, 100_000).Select(_ => Markets.Normal(random)).ToArray();
        var y = x.Select(v => 0.3 * v + Markets.Normal(random)).ToArray();
        var beta = HedgeRegression.Fit(HedgeMethod.TheilSen, y, x).Beta;
        var pairs = 100_000L * 99_999 / 2;
        Assert.InRange(Below(y, x, Math.BitDecrement(beta)), 0, pairs / 2);
        Assert.InRange(Below(y, x, Math.BitIncrement(beta)), pairs / 2, pairs);
    }

    /// <summary>Pairs whose slope is below a bound.</summary>
    private static long Below(double[] y, double[] x, double bound)
    {
        var n = x.Length;
        var order = Enumerable.Range(0, n).OrderBy(i => x[i]).ToArray();
        var rank = new int[n];
        foreach (var (i, r) in Enumerable.Range(0, n).OrderBy(i => y[i] - bound * x[i]).Select((i, r) => (i, r)))
            rank[i] = r + 1;
        var tree = new int[n + 1];
        var count = 0L;
        for (var seen = 0; seen < n; seen++)
        {
            var notAbove = 0;
            for (var k = rank[order[seen]]; k > 0; k -= k & -k)
                notAbove += tree[k];
            count += seen - notAbove;
            for (var k = rank[order[seen]]; k <= n; k += k & -k)
                tree[k]++;
        }

        return count;
    }

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
