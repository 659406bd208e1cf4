using QuantPlatform.Analytics.Diagnostics;
using QuantPlatform.Analytics.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Pairs;

public sealed class PairTestsTests
{
    [Fact]
    public void Tests_Live_AreRefreshedAtMultiplesOfATenthOfTheWindow()
    {
        var settings = new PairSettings { IntervalMs = 1_000, Window = 120, ZWindow = 20 };
        var input = Markets.Pair(3, 300, 6e4, 1e-4, start: 5_000);
        var kernel = new PairKernel(settings);
        for (var i = 0; i < 300; i++)
        {
            kernel.Add(input.Times[i], input.Y[i], input.X[i]);
            if (i < 119)
            {
                Assert.Equal(PairTests.Warming, kernel.Tests);
                continue;
            }

            var due = input.Times[i] / 12_000 * 12_000;
            var at = Array.IndexOf(input.Times, due);
            if (at < 119)
                continue;
            Assert.Equal(due, kernel.Tests.Time);
        }

        var last = Array.IndexOf(input.Times, kernel.Tests.Time!.Value);
        var diagnostics = PairDiagnostics.Compute(input.LogY.AsSpan(last - 119, 120), input.LogX.AsSpan(last - 119, 120));
        Near.Equal(diagnostics.Adf.PValue, kernel.Tests.AdfP, 1e-6, 1e-12, "adf");
        Near.Equal(diagnostics.YOnX.PValue, kernel.Tests.EngleGrangerP, 1e-6, 1e-12, "eg");
        Near.Equal(diagnostics.HalfLife.Bars, kernel.Tests.HalfLife.Bars, 1e-8, 0, "half-life");
        Assert.Equal(diagnostics.YOnX.Cointegrated, kernel.Tests.Cointegrated);
    }

    [Fact]
    public void Compute_ConstantLeg_GivesEveryReason()
    {
        var input = Markets.Pair(3, 200, 6e4, 1e-4);
        var diagnostics = PairDiagnostics.Compute(input.LogY, new double[200]);
        Assert.Equal("constant window", diagnostics.Reasons["engleGranger.yOnX"]);
        Assert.Equal("constant window", diagnostics.Reasons["ols"]);
        Assert.Equal("constant window", diagnostics.Reasons["johansen"]);
        Assert.Equal("constant window", diagnostics.Reasons["adf"]);
        Assert.True(double.IsNaN(diagnostics.Hurst));
    }

    [Fact]
    public void Compute_LegsOnALine_TakesRoundingForNoSpread()
    {
        var x = Markets.Pair(3, 300, 6e4, 1e-4).X;
        var y = x.Select(v => 0.7 * v + 12.3).ToArray();
        var diagnostics = PairDiagnostics.Compute(y, x);
        foreach (var name in new[] { "adf", "engleGranger.yOnX", "engleGranger.xOnY", "johansen", "kpss", "halfLife", "halfLifeOu", "hurst", "crossings", "ljungBox", "stability" })
            Assert.Equal("one leg is a multiple of the other", diagnostics.Reasons[name]);
        Near.Equal(0.7, diagnostics.Ols.Beta, 1e-12, 0, "the regression itself is known");
    }

    [Fact]
    public void Tests_LiveOnLegsOnALine_SayWhyTheyAreUnknown()
    {
        var x = Markets.Pair(3, 300, 6e4, 1e-4);
        var kernel = new PairKernel(new PairSettings { IntervalMs = 1_000, Window = 120, ZWindow = 20, Transform = PriceTransform.Level });
        for (var i = 0; i < 300; i++)
            kernel.Add(x.Times[i], 0.7 * x.X[i] + 12.3, x.X[i]);
        Assert.Equal("one leg is a multiple of the other", kernel.Tests.EngleGrangerReason);
        Assert.Equal("one leg is a multiple of the other", kernel.Tests.AdfReason);
        Assert.Equal("one leg is a multiple of the other", kernel.Tests.HalfLife.Reason);
    }

    [Fact]
    public void Compute_GoodWindow_HasNoReasons()
    {
        var input = Markets.Pair(3, 300, 6e4, 1e-4);
        var diagnostics = PairDiagnostics.Compute(input.LogY, input.LogX);
        Assert.Empty(diagnostics.Reasons);
        Assert.True(diagnostics.Crossings > 5);
        var (c, se, ssr) = ExactRegression.Fit(input.LogY[..60], input.LogX[..60], [.. Enumerable.Repeat(1.0, 60)]);
        var ols = OlsSummary.Of(input.LogY.AsSpan(0, 60), input.LogX.AsSpan(0, 60));
        Near.Equal(c[0], ols.Beta, 1e-10, 0, "beta");
        Near.Equal(c[1], ols.Alpha, 1e-9, 0, "alpha");
        Near.Equal(se[0], ols.BetaSe, 1e-10, 0, "beta se");
        Near.Equal(se[1], ols.AlphaSe, 1e-10, 0, "alpha se");
        Near.Equal(Math.Sqrt(ssr / 58), ols.ResidualStd, 1e-10, 0, "sigma");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Compute_TinyWindow_AnswersWithReasonsOnly(int count)
    {
        var input = Markets.Pair(3, count, 6e4, 1e-4);
        var diagnostics = PairDiagnostics.Compute(input.LogY, input.LogX);
        Assert.Equal("too few points", diagnostics.Reasons["engleGranger.yOnX"]);
        Assert.Equal("too few points", diagnostics.Reasons["johansen"]);
    }
}
