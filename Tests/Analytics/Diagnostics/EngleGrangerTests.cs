using QuantPlatform.Analytics.Diagnostics;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Diagnostics;

public sealed class EngleGrangerTests
{
    [Fact]
    public void Run_CointegratedLegs_AreRecognised()
    {
        var input = Markets.Pair(3, 400, 6e4, 1e-4);
        var result = EngleGrangerTest.Run(input.LogY, input.LogX);
        Assert.True(result.PValue < 0.01 && result.Cointegrated);
        Near.Equal(1.2, result.Beta, 0.05, 0);
    }

    [Fact]
    public void Cointegrated_FewerThanAHundredPoints_IsNeverSaid()
    {
        var input = Markets.Pair(3, 99, 6e4, 1e-4, noise: 0.05);
        var random = new Random(1);
        for (var i = 0; i < 99; i++)
            input.Y[i] = 3_000 * Math.Pow(input.X[i] / 6e4, 1.2) * (1 + 1e-5 * Markets.Normal(random));
        var result = EngleGrangerTest.Run(input.LogY, input.LogX, TrendKind.Constant, LagSelection.Bic);
        Assert.True(result.PValue < 0.01);
        Assert.False(result.Cointegrated);
    }

    [Fact]
    public void Run_WhatCannotBeTested_SaysWhy()
    {
        var x = Markets.Pair(3, 200, 6e4, 1e-4).LogX;
        Assert.Equal("one leg is a multiple of the other", EngleGrangerTest.Run(x, x).Reason);
        Assert.Equal("one leg is a multiple of the other", EngleGrangerTest.Run([.. x.Select(v => 3 * v)], x).Reason);
        Assert.Equal("constant window", EngleGrangerTest.Run(x, [.. x.Select(_ => 1.0)]).Reason);
        Assert.Equal("too few points", EngleGrangerTest.Run([1, 2, 3], [2, 3, 1]).Reason);
        Assert.Equal("the other leg is a straight line", EngleGrangerTest.Run(x, [.. x.Select((_, i) => (double)i)], TrendKind.ConstantTrend).Reason);
    }

    /// <summary>A small version of the study in the benchmark report: independent walks, y on x, AIC.</summary>
    [Fact]
    public void Run_IndependentWalks_RejectsAboutFivePercent()
    {
        var random = new Random(20240808);
        const int runs = 400, n = 250;
        var (engleGranger, plain) = (0, 0);
        for (var run = 0; run < runs; run++)
        {
            double[] y = new double[n], x = new double[n];
            for (var i = 1; i < n; i++)
            {
                y[i] = y[i - 1] + Markets.Normal(random);
                x[i] = x[i - 1] + Markets.Normal(random);
            }

            var result = EngleGrangerTest.Run(y, x);
            engleGranger += result.PValue < 0.05 ? 1 : 0;
            plain += MacKinnon.PValue(result.Stat, TrendKind.None, 1) < 0.05 ? 1 : 0;
        }

        Assert.InRange(engleGranger / (double)runs, 0.03, 0.08);
        Assert.True(plain > 2 * engleGranger, "the plain test on fitted residuals must reject far too often");
    }
}
