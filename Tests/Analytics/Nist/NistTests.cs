using QuantPlatform.Analytics.Diagnostics;
using QuantPlatform.Analytics.Hedging;
using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Analytics.Prices;
using QuantPlatform.Analytics.Rolling;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Nist;

/// <summary>Certified values of NIST StRD.</summary>
public sealed class NistTests
{
    public static TheoryData<string, double[], double, double, double> Univariate() => new()
    {
        { "Mavro", NistData.Mavro, 2.001856, 0.000429123454003053, 0.937989183438248 },
        { "Michelson", NistData.Michelson, 299.8524, 0.0790105478190518, 0.535199668621283 },
        { "Lew", NistData.Lew, -177.435, 277.332168044316, -0.307304800605679 },
        { "Lottery", NistData.Lottery, 518.958715596330, 291.699727470969, -0.120948622967393 },
        { "NumAcc1", [10000001, 10000003, 10000002], 10000002, 1, -0.5 },
        { "NumAcc2", Alternating(1.2, 1.1, 1.3), 1.2, 0.1, -0.999 },
        { "NumAcc3", Alternating(1000000.2, 1000000.1, 1000000.3), 1000000.2, 0.1, -0.999 },
        { "NumAcc4", Alternating(10000000.2, 10000000.1, 10000000.3), 10000000.2, 0.1, -0.999 },
    };

    [Theory]
    [MemberData(nameof(Univariate))]
    public void MeanAndStd_CertifiedSet_EqualsNist(string name, double[] values, double mean, double std, double lagOne)
    {
        // 0.1 and 0.3 have no exact double near 1e7, so NumAcc4 is certified for numbers nobody can store: its own rounding is 1e-8 of the deviation.
        var tolerance = name == "NumAcc4" ? 2e-8 : 1e-9;
        var direct = PriceStatistics.MeanAndStd(values);
        Near.Equal(mean, direct.Mean, 1e-13, 0, "mean");
        Near.Equal(std, direct.Std, tolerance, 0, "std");
        var (rollingMean, rollingVariance) = (new RollingMean(values.Length), new RollingVariance(values.Length));
        for (var i = 0; i < values.Length; i++)
        {
            rollingMean.Add(i, values[i]);
            rollingVariance.Add(i, values[i]);
        }

        Near.Equal(mean, rollingMean.Value, 1e-13, 0, "rolling mean");
        Near.Equal(std, Math.Sqrt(rollingVariance.Value), tolerance, 0, "rolling std");

        // Ljung-Box with one lag is n(n + 2) ρ² / (n − 1).
        var n = values.Length;
        Near.Equal(n * (n + 2.0) * lagOne * lagOne / (n - 1), LjungBoxTest.Run(values, 1).Stat, 1e-6, 0, "autocorrelation");
    }

    [Fact]
    public void Ols_Norris_EqualsNist()
    {
        var ols = OlsSummary.Of(NistData.NorrisY, NistData.NorrisX);
        Near.Equal(-0.262323073774029, ols.Alpha, 1e-11, 0, "alpha");
        Near.Equal(1.00211681802045, ols.Beta, 1e-13, 0, "beta");
        Near.Equal(0.232818234301152, ols.AlphaSe, 1e-11, 0, "alpha se");
        Near.Equal(0.000429796848199937, ols.BetaSe, 1e-11, 0, "beta se");
        Near.Equal(0.884796396144373, ols.ResidualStd, 1e-11, 0, "sigma");
        Near.Equal(0.999993745883712, ols.R2, 1e-13, 0, "r2");
    }

    [Theory]
    [InlineData(1, 2.07438016528926, 0.0165289256198347, 0.999365492298663)]
    [InlineData(2, 0.727272727272727, 0.0420827318078432, 0.993348115299335)]
    public void Ols_NoIntercept_EqualsNist(int set, double beta, double se, double r2)
    {
        var (y, x) = set == 1 ? (NistData.NoInt1Y, NistData.NoInt1X) : (NistData.NoInt2Y, NistData.NoInt2X);
        var fit = HedgeRegression.Fit(HedgeMethod.Ols, y, x, intercept: false);
        Near.Equal(beta, fit.Beta, 1e-13, 0, "beta");
        Near.Equal(se, fit.BetaSe, 1e-12, 0, "se");
        Near.Equal(r2, fit.R2, 1e-12, 0, "r2");
    }

    [Fact]
    public void Columns_Longley_EqualsNist() => Compare(
        NistData.Longley[0],
        NistData.Longley[1..],
        [-3482258.63459582, 15.0618722713733, -0.035819179292591, -2.02022980381683, -1.03322686717359, -0.0511041056535807, 1829.15146461355],
        [890420.383607373, 84.9149257747669, 0.0334910077722432, 0.488399681651699, 0.214274163161675, 0.22607320006937, 455.478499142212],
        1e-8);

    [Fact]
    public void Columns_Pontius_EqualsNist() => Compare(
        NistData.PontiusY,
        Powers(NistData.PontiusX, 2),
        [0.000673565789473684, 7.32059160401003e-07, -3.16081871345029e-15],
        [0.000107938612033077, 1.57817399981659e-10, 4.86652849992036e-17],
        1e-8);

    [Theory]
    [InlineData(1, 0.0)]
    [InlineData(2, 0.0)]
    [InlineData(3, 0.112324854679312)]
    [InlineData(4, 11.2324854679312)]
    [InlineData(5, 1123.24854679312)]
    public void Columns_Wampler_EqualsNist(int set, double lastSe)
    {
        var expected = Enumerable.Range(0, 6).Select(k => set == 2 ? Math.Pow(10, -k) : 1).ToArray();
        var x = Enumerable.Range(0, 21).Select(i => (double)i).ToArray();
        var (coefficients, errors) = Fit(NistData.Wampler[set - 1], Powers(x, 5));
        for (var k = 0; k < 6; k++)
            Near.Equal(expected[k], coefficients[k], 1e-8, set == 5 ? 1e-5 : 1e-7, $"b{k}");
        if (lastSe > 0)
            Near.Equal(lastSe, errors[5], 1e-8, 0, "se");
    }

    [Fact]
    public void Columns_Filip_KeepsSevenDigits()
    {
        // Degree 10 in powers of x: condition 1e15. Rounding the powers to double alone moves the solution, exact arithmetic on them gives -1467.4896313887715 (1.2e-8 off), and
        // orthogonalisation in double then keeps about seven digits. No regression of the platform has such columns.
        var (coefficients, _) = Fit(NistData.FilipY, Powers(NistData.FilipX, 10));
        Near.Equal(-1467.48961422980, coefficients[0], 1e-5, 0, "b0");
        Near.Equal(-4.02962525080404e-05, coefficients[10], 1e-5, 0, "b10");
    }

    private static void Compare(double[] y, double[][] regressors, double[] expected, double[] expectedErrors, double tolerance)
    {
        var (coefficients, errors) = Fit(y, regressors);
        for (var k = 0; k < expected.Length; k++)
        {
            Near.Equal(expected[k], coefficients[k], tolerance, 0, $"b{k}");
            Near.Equal(expectedErrors[k], errors[k], tolerance, 0, $"se{k}");
        }
    }

    /// <summary>Each coefficient in turn as the last column, as the unit-root regressions read theirs.</summary>
    private static (double[] Coefficients, double[] Errors) Fit(double[] y, double[][] regressors)
    {
        double[][] all = [[.. Enumerable.Repeat(1.0, y.Length)], .. regressors];
        var k = all.Length;
        double[] coefficients = new double[k], errors = new double[k];
        for (var last = 0; last < k; last++)
        {
            var columns = new Columns(y.Length, k + 1);
            var order = Enumerable.Range(0, k).Where(i => i != last).Append(last).ToArray();
            for (var j = 0; j < k; j++)
                all[order[j]].CopyTo(columns[j]);
            y.CopyTo(columns[k]);
            var squares = columns.Squares();
            for (var j = 0; j < k - 1; j++)
                Assert.True(columns.Eliminate(j, squares[j]) > 0);
            var product = Columns.Dot(columns[k - 1], columns[k]);
            var square = columns.Eliminate(k - 1, squares[k - 1]);
            coefficients[last] = product / square;
            errors[last] = Math.Sqrt(Columns.Dot(columns[k], columns[k]) / (y.Length - k) / square);
        }

        return (coefficients, errors);
    }

    private static double[][] Powers(double[] x, int degree) =>
        [.. Enumerable.Range(1, degree).Select(p => x.Select(v => Enumerable.Repeat(v, p).Aggregate(1.0, (a, b) => a * b)).ToArray())];

    private static double[] Alternating(double first, double low, double high) =>
        [first, .. Enumerable.Range(0, 1_000).Select(i => i % 2 == 0 ? low : high)];
}
