using QuantPlatform.Analytics.Hedging;
using QuantPlatform.Analytics.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Hedging;

public sealed class HuberTests
{
    [Theory]
    [InlineData(1, 60)]
    [InlineData(2, 61)]
    [InlineData(3, 500)]
    public void Fit_ContaminatedLine_SolvesHubersEquations(int seed, int n)
    {
        var random = new Random(seed);
        var x = Enumerable.Range(0, n).Select(_ => Markets.Normal(random)).ToArray();
        var y = x.Select((v, i) => 2 + 1.5 * v + 0.1 * Markets.Normal(random) + (i % 10 == 0 ? 5 : 0)).ToArray();
        var estimator = new HuberEstimator(n, intercept: true);
        var fit = estimator.Fit(HedgeRegression.Load(y, x), y, x);
        AssertEstimatingEquations(y, x, fit, estimator.Scale);
        Near.Equal(1.5, fit.Beta, 0.05, 0);
        Assert.InRange(fit.BetaSe, 0.001, 0.1);
    }

    [Fact]
    public void Fit_MostPointsOnTheLine_IsThatLine()
    {
        var x = Enumerable.Range(1, 40).Select(i => (double)i).ToArray();
        var y = x.Select((v, i) => 3 * v + (i is 5 or 17 ? 100 : 0)).ToArray();
        var fit = HedgeRegression.Fit(HedgeMethod.Huber, y, x);
        Near.Equal(3, fit.Beta, 1e-6, 0);
    }

    [Fact]
    public void Fit_WithoutIntercept_GoesThroughTheOrigin()
    {
        var random = new Random(4);
        var x = Enumerable.Range(0, 80).Select(_ => 10 + Markets.Normal(random)).ToArray();
        var y = x.Select((v, i) => 1.5 * v + 0.01 * Markets.Normal(random) + (i % 20 == 0 ? 50 : 0)).ToArray();
        var fit = HedgeRegression.Fit(HedgeMethod.Huber, y, x, intercept: false);
        Assert.Equal(0, fit.Alpha);
        Near.Equal(1.5, fit.Beta, 1e-3, 0);
    }

    [Fact]
    public void Fit_ConstantX_IsUnknown() =>
        Assert.True(double.IsNaN(HedgeRegression.Fit(HedgeMethod.Huber, [1, 2, 3, 4], [5, 5, 5, 5]).Beta));

    /// <summary>Σψ(r/s) = 0, Σxψ(r/s) = 0 and s = median|r| / 0.67449, straight from the definition.</summary>
    internal static void AssertEstimatingEquations(double[] y, double[] x, HedgeFit fit, double scale)
    {
        var r = y.Select((v, i) => v - fit.Alpha - fit.Beta * x[i]).ToArray();
        var sorted = r.Select(Math.Abs).Order().ToArray();
        var n = r.Length;
        var median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
        Near.Equal(median / 0.6744897501960817, scale, 1e-9, 0, "scale");
        var psi = r.Select(v => Math.Clamp(v / scale, -1.345, 1.345)).ToArray();
        Near.Equal(0, psi.Sum(), 0, 1e-8 * n, "sum of psi");
        Near.Equal(0, psi.Zip(x, (p, v) => p * v).Sum(), 0, 1e-8 * n * x.Max(Math.Abs), "sum of x psi");
    }
}
