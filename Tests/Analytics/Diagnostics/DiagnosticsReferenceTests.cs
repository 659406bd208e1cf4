using System.Text.Json;
using QuantPlatform.Analytics.Diagnostics;
using QuantPlatform.Analytics.Hedging;
using QuantPlatform.Analytics.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Diagnostics;

/// <summary>Unit-root, cointegration and shape statistics of the nine real pairs.</summary>
public sealed class DiagnosticsReferenceTests
{
    /// <summary>The source regresses uncentred logs. On one-second bars with a trend that leaves its statistic off by 3e-8 (it says -3.0848238875943412 and -3.2562792359376593): these are of 40-digit arithmetic on the same doubles.</summary>
    private static readonly Dictionary<string, double> FortyDigits = new(StringComparer.Ordinal)
    {
        ["usdm_20240808_1s log_y_on_x ct_aic"] = -3.08482377874264011,
        ["usdm_20240808_1s log_y_on_x ct_lag1"] = -3.08482377874264011,
        ["usdm_20240808_1s log_x_on_y ct_aic"] = -3.25627933225911962,
        ["usdm_20240808_1s log_x_on_y ct_lag1"] = -3.25627933225911962,
    };

    public static TheoryData<string> Pairs() => [.. ReferenceData.Pairs];

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public void Adf_RealPair_EqualsReference(string pair)
    {
        var reference = ReferenceData.Fixture(pair).GetProperty("adf");
        var input = ReferenceData.Pair(pair);
        var compared = 0;
        foreach (var series in reference.EnumerateObject())
        {
            var values = Series(input, series.Name);
            foreach (var test in series.Value.EnumerateObject())
            {
                var (trend, selection, lag) = Setup(test.Name);
                var actual = AdfTest.Run(values, trend, selection, lag);
                var expected = test.Value;
                var at = $"{pair} {series.Name} {test.Name}";
                Assert.True(actual.IsKnown, at);
                Assert.True((int)expected.Number("usedlag") == actual.Lag, $"{at}: lag {actual.Lag}");
                Assert.Equal((int)expected.Number("nobs"), actual.Observations);
                Near.Equal(expected.Number("stat"), actual.Stat, 1e-8, 1e-9, $"stat {at}");
                Near.Equal(expected.Number("pvalue"), actual.PValue, 1e-7, 1e-9, $"p {at}");
                var critical = expected.GetProperty("crit");
                Near.Equal(critical.Number("1%"), actual.Critical.OnePercent, 1e-12, 0, at);
                Near.Equal(critical.Number("5%"), actual.Critical.FivePercent, 1e-12, 0, at);
                Near.Equal(critical.Number("10%"), actual.Critical.TenPercent, 1e-12, 0, at);
                if (expected.TryGetProperty("icbest", out var criterion))
                    Near.Equal(criterion.GetDouble(), actual.BestCriterion, 1e-8, 1e-6, $"criterion {at}");
                compared++;
            }
        }

        Assert.True(compared > 10);
    }

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public void EngleGranger_RealPair_EqualsReference(string pair)
    {
        var reference = ReferenceData.Fixture(pair).GetProperty("engle_granger");
        var input = ReferenceData.Pair(pair);
        foreach (var direction in reference.EnumerateObject())
        {
            var (y, x) = direction.Name switch
            {
                "log_y_on_x" => (input.LogY, input.LogX),
                "log_x_on_y" => (input.LogX, input.LogY),
                "price_y_on_x" => (input.Y, input.X),
                _ => (input.X, input.Y),
            };
            foreach (var test in direction.Value.EnumerateObject())
            {
                var expected = test.Value.Number("stat");
                if (double.IsInfinity(expected))
                    continue;               // the source takes an uncentred R² near 1 for collinearity and gives up
                var (trend, selection, lag) = Setup(test.Name);
                var actual = EngleGrangerTest.Run(y, x, trend, selection, lag);
                var at = $"{pair} {direction.Name} {test.Name}";

                Near.Equal(FortyDigits.GetValueOrDefault(at, expected), actual.Stat, 1e-8, 1e-9, $"stat {at}");
                Near.Equal(test.Value.Number("pvalue"), actual.PValue, 1e-5, 1e-9, $"p {at}");
                var critical = test.Value.GetProperty("crit_1_5_10").Numbers();
                Near.Equal(critical[0], actual.Critical.OnePercent, 1e-12, 0, at);
                Near.Equal(critical[1], actual.Critical.FivePercent, 1e-12, 0, at);
                Near.Equal(critical[2], actual.Critical.TenPercent, 1e-12, 0, at);
            }
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public void Johansen_RealPair_EqualsReference(string pair)
    {
        var reference = ReferenceData.Fixture(pair).GetProperty("johansen");
        var input = ReferenceData.Pair(pair);
        foreach (var scale in reference.EnumerateObject())
        {
            double[][] series = scale.Name == "log" ? [input.LogY, input.LogX] : [input.Y, input.X];
            foreach (var test in scale.Value.EnumerateObject())
            {
                var expected = test.Value;
                var trend = (TrendKind)((int)expected.Number("det_order") + 1);
                var actual = JohansenTest.Run(series, trend, (int)expected.Number("k_ar_diff"));
                var at = $"{pair} {scale.Name} {test.Name}";
                Assert.Equal((int)expected.Number("nobs"), actual.Observations);
                var (trace, max, eigen) = (expected.GetProperty("trace").Numbers(), expected.GetProperty("max_eig").Numbers(), expected.GetProperty("eig").Numbers());
                var (traceCritical, maxCritical) = (expected.GetProperty("trace_crit_90_95_99"), expected.GetProperty("max_eig_crit_90_95_99"));
                for (var i = 0; i < 2; i++)
                {
                    Near.Equal(eigen[i], actual.Eigenvalues[i], 1e-6, 1e-12, $"eigenvalue {at}");
                    Near.Equal(trace[i], actual.Rows[i].Trace, 1e-6, 1e-9, $"trace {at}");
                    Near.Equal(max[i], actual.Rows[i].MaxEigen, 1e-6, 1e-9, $"max {at}");
                    Assert.Equal(traceCritical[i].Numbers(), Percentiles(actual.Rows[i].TraceCritical));
                    Assert.Equal(maxCritical[i].Numbers(), Percentiles(actual.Rows[i].MaxEigenCritical));
                }

                Near.Equal(expected.Number("hedge_beta"), actual.HedgeRatio, 1e-6, 1e-8, $"hedge {at}");
            }
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public void HalfLife_RealPair_EqualsReference(string pair)
    {
        var reference = ReferenceData.Fixture(pair).GetProperty("half_life");
        var input = ReferenceData.Pair(pair);
        foreach (var series in reference.EnumerateObject())
        {
            var actual = HalfLife.Of(Series(input, series.Name));
            Near.Equal(series.Value.Number("lam"), actual.Slope, 1e-8, 1e-9, $"lambda {pair} {series.Name}");
            Near.Equal(series.Value.Number("se_lam"), actual.SlopeSe, 1e-8, 1e-9, $"se {pair} {series.Name}");
            Near.Equal(series.Value.Number("half_life_ou"), actual.OrnsteinUhlenbeck, 1e-8, 0, $"ou {pair} {series.Name}");
            Near.Equal(series.Value.Number("half_life_ar1"), actual.Bars, 1e-8, 0, $"ar1 {pair} {series.Name}");
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public void Hurst_RealPair_EqualsReference(string pair)
    {
        var reference = ReferenceData.Fixture(pair).GetProperty("hurst");
        var input = ReferenceData.Pair(pair);
        Near.Equal(reference.GetProperty("lagstd_spread").Number("h"), HurstExponent.Of(Series(input, "spread_log")), 1e-8, 0, "spread");
        Near.Equal(reference.GetProperty("lagstd_log_y").Number("h"), HurstExponent.Of(input.LogY), 1e-8, 0, "log y");
    }

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public void Kpss_RealPair_EqualsReference(string pair)
    {
        var expected = ReferenceData.Fixture(pair).GetProperty("kpss_spread_log_c");
        var actual = KpssTest.Run(Series(ReferenceData.Pair(pair), "spread_log"));
        Assert.Equal((int)expected.Number("lags"), actual.Lag);
        Near.Equal(expected.Number("stat"), actual.Stat, 1e-8, 0, "stat");
        Near.Equal(expected.Number("pvalue"), actual.PValue, 1e-7, 0, "p");
    }

    [SkippableFact]
    public void MacKinnon_Grids_EqualReference()
    {
        var tables = ReferenceData.Json("reference_tables.json");
        var grid = tables.GetProperty("grid_pvalue");
        var tau = grid.GetProperty("tau").Numbers();
        foreach (var row in grid.GetProperty("p").EnumerateObject())
        {
            var (trend, series) = Key(row.Name);
            if (trend is null)
                continue;
            var expected = row.Value.Numbers();
            for (var i = 0; i < tau.Length; i++)
                Near.Equal(expected[i], MacKinnon.PValue(tau[i], trend.Value, series), 1e-9, 1e-14, $"{row.Name} at {tau[i]}");
        }

        foreach (var row in tables.GetProperty("grid_crit").EnumerateObject())
        {
            var (trend, series) = Key(row.Name);
            if (trend is null)
                continue;
            var size = row.Name.Split('_')[2][1..];
            var actual = MacKinnon.Critical(trend.Value, series, size == "inf" ? double.PositiveInfinity : double.Parse(size));
            double[] values = [actual.OnePercent, actual.FivePercent, actual.TenPercent];
            foreach (var (e, a) in row.Value.Numbers().Zip(values))
                Near.Equal(e, a, 1e-12, 0, row.Name);
        }

        static (TrendKind? Trend, int Series) Key(string name)
        {
            var parts = name.Split('_');
            TrendKind? trend = parts[0] switch { "n" => TrendKind.None, "c" => TrendKind.Constant, "ct" => TrendKind.ConstantTrend, _ => null };
            return (trend, int.Parse(parts[1][1..]));
        }
    }

    private static double[] Percentiles(CriticalValues values) => [values.TenPercent, values.FivePercent, values.OnePercent];

    private static (TrendKind Trend, LagSelection Selection, int? Lag) Setup(string name)
    {
        var parts = name.Split('_');
        var trend = parts[0] switch { "n" => TrendKind.None, "c" => TrendKind.Constant, _ => TrendKind.ConstantTrend };
        return parts[1] switch
        {
            "aic" => (trend, LagSelection.Aic, null),
            "bic" => (trend, LagSelection.Bic, null),
            _ => (trend, LagSelection.Fixed, int.Parse(parts[1][3..])),
        };
    }

    private static double[] Series(PairInput input, string name) => name switch
    {
        "log_y" => input.LogY,
        "log_x" => input.LogX,
        "spread_log" => Residual(input.LogY, input.LogX, true, false),
        "spread_no_alpha" => Residual(input.LogY, input.LogX, true, true),
        "spread_price" => Residual(input.Y, input.X, true, false),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static double[] Residual(double[] y, double[] x, bool intercept, bool keepAlpha)
    {
        var fit = HedgeRegression.Fit(HedgeMethod.Ols, y, x, intercept);
        return y.Select((v, i) => v - (keepAlpha ? 0 : fit.Alpha) - fit.Beta * x[i]).ToArray();
    }
}
