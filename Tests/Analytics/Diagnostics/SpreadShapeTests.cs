using QuantPlatform.Analytics.Diagnostics;
using QuantPlatform.Analytics.Hedging;
using QuantPlatform.Analytics.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Diagnostics;

/// <summary>Half-life, Hurst, crossings, Ljung–Box, KPSS, CUSUM on generated series; the expected values of the last three come from statsmodels 0.13.5.</summary>
public sealed class SpreadShapeTests
{
    private static readonly double[] Waves =
        [.. Enumerable.Range(0, 120).Select(i => Math.Sin(i * 0.7) + 0.5 * Math.Sin(i * i * 0.013) + (i > 70 ? 0.3 : 0))];

    [Fact]
    public void LjungBox_Waves_EqualsStatsmodels()
    {
        var result = LjungBoxTest.Run(Waves, 10);
        Near.Equal(351.59999625457925, result.Stat, 1e-10, 0);
        Near.Equal(1.8231930826664986e-69, result.PValue, 1e-8, 0);
        Assert.Equal(10, LjungBoxTest.Run(Waves).Lags);
        Assert.Equal(4, LjungBoxTest.Run(Waves.AsSpan(0, 20)).Lags);
        Assert.True(double.IsNaN(LjungBoxTest.Run(new double[50]).Stat));
    }

    [Fact]
    public void Kpss_Waves_EqualsStatsmodels()
    {
        var result = KpssTest.Run(Waves);
        Assert.Equal(4, result.Lag);
        Near.Equal(0.1536045655691183, result.Stat, 1e-10, 0);
        Assert.Equal(0.1, result.PValue);
        Near.Equal(0.1292321207267164, KpssTest.Run(Waves, 3).Stat, 1e-10, 0);
        Assert.Equal("constant window", KpssTest.Run(new double[50]).Reason);
        Assert.Equal("too few points", KpssTest.Run([1, 2]).Reason);
    }

    [Fact]
    public void Kpss_Walk_IsNotStationary()
    {
        var random = new Random(1);
        var walk = new double[500];
        for (var i = 1; i < walk.Length; i++)
            walk[i] = walk[i - 1] + Markets.Normal(random);
        var result = KpssTest.Run(walk);
        Assert.True(result.Stat > result.Critical.OnePercent);
        Assert.Equal(0.01, result.PValue);
    }

    [Fact]
    public void Cusum_Waves_EqualsStatsmodels()
    {
        var x = Enumerable.Range(0, 120).Select(i => Math.Cos(i * 0.31) * 3 + 0.01 * i).ToArray();
        var fit = HedgeRegression.Fit(HedgeMethod.Ols, Waves, x);
        var result = CusumTest.Run(Waves.Select((v, i) => v - fit.Alpha - fit.Beta * x[i]).ToArray());
        Near.Equal(1.0207230511819962, result.Stat, 1e-9, 0);
        Near.Equal(0.24844500805881764, result.PValue, 1e-8, 0);
        Assert.True(double.IsNaN(CusumTest.Run(new double[10]).Stat));
    }

    [Theory]
    [InlineData(0.3, 0.9999906941986655)]
    [InlineData(0.9, 0.3927307079406543)]
    [InlineData(1.0, 0.26999967167735456)]
    [InlineData(1.2, 0.11224966667072497)]
    [InlineData(1.36, 0.049485876755377876)]
    [InlineData(2.5, 7.453306344157342e-06)]
    [InlineData(0.0, 1.0)]
    public void BridgeTail_Kolmogorov_EqualsScipy(double x, double expected) => Near.Equal(expected, CusumTest.BridgeTail(x), 1e-11, 1e-15);

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    [InlineData(-0.4)]
    public void HalfLife_Series_EqualsExactRegression(double phi)
    {
        var random = new Random(3);
        var s = new double[60];
        for (var i = 1; i < s.Length; i++)
            s[i] = phi * s[i - 1] + Markets.Normal(random);
        var before = s[..^1];
        var (c, se, _) = ExactRegression.Fit(ExactPair.Differences(s), before, [.. before.Select(_ => 1.0)]);
        var actual = HalfLife.Of(s);
        Near.Equal(c[0], actual.Slope, 1e-11, 0);
        Near.Equal(se[0], actual.SlopeSe, 1e-11, 0);
        Near.Equal(c[0] > -1 ? -Math.Log(2) / Math.Log(1 + c[0]) : double.NaN, actual.Bars, 1e-9, 0);
        Near.Equal(-Math.Log(2) / c[0], actual.OrnsteinUhlenbeck, 1e-9, 0);
        Assert.Equal(c[0] > -1 ? "" : "reverts within a bar", actual.Reason);
    }

    [Fact]
    public void HalfLife_Undefined_SaysSo()
    {
        Assert.Equal("not mean-reverting", HalfLife.Of([.. Enumerable.Range(0, 30).Select(i => Math.Pow(1.1, i))]).Reason);
        Assert.Equal("constant window", HalfLife.Of(new double[30]).Reason);
        Assert.Equal("too few points", HalfLife.Of([1, 2, 3]).Reason);
    }

    [Fact]
    public void Hurst_WalkAndReversion_AreToldApart()
    {
        var random = new Random(3);
        double[] walk = new double[2_000], reverting = new double[2_000], trend = new double[2_000];
        for (var i = 1; i < walk.Length; i++)
        {
            walk[i] = walk[i - 1] + Markets.Normal(random);
            reverting[i] = 0.5 * reverting[i - 1] + Markets.Normal(random);
        }

        Assert.InRange(HurstExponent.Of(walk), 0.4, 0.6);
        Assert.InRange(HurstExponent.Of(reverting), 0.0, 0.15);
        Assert.True(double.IsNaN(HurstExponent.Of(trend)));
        Assert.True(double.IsNaN(HurstExponent.Of([1, 2, 3, 5, 4, 6, 7])));
    }

    [Fact]
    public void Crossings_Series_AreCountedThroughTheMean()
    {
        Assert.Equal(4, MeanCrossings.Count([1, -1, 1, -1, 1]));
        Assert.Equal(1, MeanCrossings.Count([-1, 0, 0, 1]));
        Assert.Equal(0, MeanCrossings.Count([5, 5, 5]));
        Assert.Equal(0, MeanCrossings.Count([5]));
    }

    [Fact]
    public void Johansen_CointegratedLegs_HaveOneRelationWithTheHedgeRatio()
    {
        var input = Markets.Pair(3, 1_000, 6e4, 1e-4);
        var result = JohansenTest.Run([input.LogY, input.LogX]);
        Assert.True(result.Rows[0].Trace > result.Rows[0].TraceCritical.OnePercent);
        Near.Equal(1.2, result.HedgeRatio, 0.05, 0);
        Assert.Equal(998, result.Observations);
    }

    [Fact]
    public void Johansen_WhatCannotBeTested_SaysWhy()
    {
        var x = Markets.Pair(3, 100, 6e4, 1e-4).LogX;
        Assert.Equal("one leg is a multiple of the other", JohansenTest.Run([x, x]).Reason);
        Assert.Equal("constant window", JohansenTest.Run([x, new double[100]]).Reason);
        Assert.Equal("too few points", JohansenTest.Run([x[..5], x[1..6]]).Reason);
    }
}
