using QuantPlatform.Analytics.Hedging;
using QuantPlatform.Analytics.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Hedging;

public sealed class TlsTests
{
    [Theory]
    [InlineData(0.2)]
    [InlineData(1.0)]
    [InlineData(-3.0)]
    public void Fit_NoisyLine_MinimisesPerpendicularDistances(double slope)
    {
        var random = new Random(9);
        var x = Enumerable.Range(0, 200).Select(_ => 50 + 5 * Markets.Normal(random)).ToArray();
        var y = x.Select(v => 7 + slope * v + 0.5 * Markets.Normal(random)).ToArray();
        var fit = HedgeRegression.Fit(HedgeMethod.Tls, y, x);
        double Distance(double alpha, double beta) => y.Select((v, i) => Math.Pow(v - alpha - beta * x[i], 2)).Sum() / (1 + beta * beta);
        var least = Distance(fit.Alpha, fit.Beta);
        foreach (var (da, db) in new[] { (1e-3, 0.0), (-1e-3, 0.0), (-0.05, 1e-3), (0.05, -1e-3), (0.0, 1e-5), (0.0, -1e-5) })
            Assert.True(Distance(fit.Alpha + da, fit.Beta + db) > least);
        Near.Equal(1 / fit.Beta, HedgeRegression.Fit(HedgeMethod.Tls, x, y).Beta, 1e-12, 0, "legs swapped");
    }

    [Fact]
    public void Fit_ManySamples_HasTheStandardErrorItClaims()
    {
        // The scatter of β over independent samples of the model (equal error variances) must match the average claimed error.
        var random = new Random(10);
        List<double> betas = [], errors = [];
        for (var run = 0; run < 1_000; run++)
        {
            var truth = Enumerable.Range(0, 100).Select(_ => 3 * Markets.Normal(random)).ToArray();
            var x = truth.Select(v => v + 0.5 * Markets.Normal(random)).ToArray();
            var y = truth.Select(v => 0.7 * v + 0.5 * Markets.Normal(random)).ToArray();
            var fit = HedgeRegression.Fit(HedgeMethod.Tls, y, x);
            betas.Add(fit.Beta);
            errors.Add(fit.BetaSe);
        }

        var mean = betas.Average();
        var scatter = Math.Sqrt(betas.Sum(b => (b - mean) * (b - mean)) / (betas.Count - 1));
        Near.Equal(0.7, mean, 0.01, 0);
        Near.Equal(scatter, errors.Average(), 0.1, 0);
    }

    [Fact]
    public void Fit_ConstantLeg_IsUnknown()
    {
        Assert.True(double.IsNaN(HedgeRegression.Fit(HedgeMethod.Tls, [1, 2, 3, 4], [5, 5, 5, 5]).Beta));
        Assert.True(double.IsNaN(HedgeRegression.Fit(HedgeMethod.Tls, [5, 5, 5, 5], [1, 2, 3, 4]).Beta));
    }
}
