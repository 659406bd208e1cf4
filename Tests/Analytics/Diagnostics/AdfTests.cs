using QuantPlatform.Analytics.Diagnostics;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Diagnostics;

/// <summary>The Dickey–Fuller regression against exact rational arithmetic, and its refusals.</summary>
public sealed class AdfTests
{
    [Theory]
    [InlineData(TrendKind.None, 0, 0.0)]
    [InlineData(TrendKind.None, 2, 0.0)]
    [InlineData(TrendKind.Constant, 0, 0.0)]
    [InlineData(TrendKind.Constant, 3, 1e5)]
    [InlineData(TrendKind.ConstantTrend, 0, 1e8)]
    [InlineData(TrendKind.ConstantTrend, 2, 11.0)]
    public void Run_FixedLag_EqualsExactArithmetic(TrendKind trend, int lag, double level)
    {
        var random = new Random(lag + 17);
        var s = new double[40];
        for (var i = 0; i < s.Length; i++)
            s[i] = level + 0.8 * (i > 0 ? s[i - 1] - level : 0) + Markets.Normal(random);
        var rows = s.Length - 1 - lag;
        List<double[]> columns = [[.. Enumerable.Range(0, rows).Select(i => s[i + lag])]];
        for (var j = 1; j <= lag; j++)
            columns.Add([.. Enumerable.Range(0, rows).Select(i => s[i + lag - j + 1] - s[i + lag - j])]);
        if (trend >= TrendKind.Constant)
            columns.Add([.. Enumerable.Repeat(1.0, rows)]);
        if (trend == TrendKind.ConstantTrend)
            columns.Add([.. Enumerable.Range(1, rows).Select(i => (double)i)]);
        var y = Enumerable.Range(0, rows).Select(i => s[i + lag + 1] - s[i + lag]).ToArray();
        var (coefficients, errors, _) = ExactRegression.Fit(y, [.. columns]);

        var actual = AdfTest.Run(s, trend, LagSelection.Fixed, lag);

        Near.Equal(coefficients[0] / errors[0], actual.Stat, 1e-10, 0);
        Assert.Equal(rows, actual.Observations);
    }

    [Theory]
    [InlineData(LagSelection.Aic)]
    [InlineData(LagSelection.Bic)]
    public void Run_AutomaticLag_ChoosesTheLeastCriterionOnOneCommonSample(LagSelection selection)
    {
        var random = new Random(5);
        var s = new double[60];
        for (var i = 3; i < s.Length; i++)
            s[i] = s[i - 1] + 0.5 * (s[i - 1] - s[i - 2]) - 0.4 * (s[i - 2] - s[i - 3]) + Markets.Normal(random);
        const int max = 5;
        var rows = s.Length - 1 - max;
        var y = Enumerable.Range(0, rows).Select(i => s[i + max + 1] - s[i + max]).ToArray();
        var criteria = Enumerable.Range(0, max + 1).Select(lag =>
        {
            List<double[]> columns = [[.. Enumerable.Repeat(1.0, rows)], [.. Enumerable.Range(0, rows).Select(i => s[i + max])]];
            for (var j = 1; j <= lag; j++)
                columns.Add([.. Enumerable.Range(0, rows).Select(i => s[i + max - j + 1] - s[i + max - j])]);
            var ssr = ExactRegression.Fit(y, [.. columns]).Ssr;
            return rows * (Math.Log(2 * Math.PI * ssr / rows) + 1) + (lag + 2) * (selection == LagSelection.Aic ? 2 : Math.Log(rows));
        }).ToArray();

        var actual = AdfTest.Run(s, TrendKind.Constant, selection, max);

        Assert.Equal(Array.IndexOf(criteria, criteria.Min()), actual.Lag);
        Near.Equal(criteria.Min(), actual.BestCriterion, 1e-10, 0);
    }

    [Fact]
    public void Run_WhatCannotBeTested_SaysWhy()
    {
        Assert.Equal("constant window", AdfTest.Run(Enumerable.Repeat(5.0, 50).ToArray()).Reason);
        Assert.Equal("too few points", AdfTest.Run([1, 2, 3]).Reason);
        Assert.Equal("too few points", AdfTest.Run([1, 2, 4, 3, 5, 6, 4, 7, 5, 6], TrendKind.None).Reason);      // five rows for five coefficients
        Assert.Equal("too few points", AdfTest.Run([1, 2, 4, 3, 5, 6], maxLag: 4).Reason);
        Assert.Equal("no residual variation", AdfTest.Run(Enumerable.Range(0, 100).Select(i => (double)i).ToArray()).Reason);
        Assert.True(double.IsNaN(AdfTest.Run([1, 2, 3]).PValue));
    }

    [Theory]
    [InlineData(100, TrendKind.Constant, 12)]
    [InlineData(1000, TrendKind.Constant, 22)]
    [InlineData(60, TrendKind.None, 11)]
    [InlineData(20, TrendKind.Constant, 8)]
    [InlineData(20, TrendKind.ConstantTrend, 7)]
    public void DefaultMaxLag_SampleSize_FollowsSchwert(int count, TrendKind trend, int expected) => Assert.Equal(expected, AdfTest.DefaultMaxLag(count, trend));

    [Fact]
    public void PValue_OutsideTheTables_IsZeroOrOne()
    {
        Assert.Equal(1, MacKinnon.PValue(3, TrendKind.Constant, 1));
        Assert.Equal(0, MacKinnon.PValue(-30, TrendKind.Constant, 1));
        Assert.True(double.IsNaN(MacKinnon.PValue(double.NaN, TrendKind.Constant, 1)));
        Near.Equal(0.05, MacKinnon.PValue(-2.8621, TrendKind.Constant, 1), 0.01, 0, "5 % point of Dickey-Fuller");
        Near.Equal(0.05, MacKinnon.PValue(-3.3377, TrendKind.Constant, 2), 0.01, 0, "5 % point for two series");
    }
}
