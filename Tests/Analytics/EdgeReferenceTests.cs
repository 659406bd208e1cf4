using QuantPlatform.Analytics.Diagnostics;
using QuantPlatform.Analytics.Hedging;
using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Analytics.Rolling;
using Xunit;

namespace QuantPlatform.Tests.Analytics;

/// <summary>The edge cases of the reference, the rolling values of the fixtures, and the numbers a pairs-trading library publishes.</summary>
public sealed class EdgeReferenceTests
{
    public static TheoryData<string> Pairs() => [.. ReferenceData.Pairs];

    [SkippableFact]
    public void Rolling_ConstantWindow_IsUnknownExactlyThere()
    {
        var edge = ReferenceData.Json("reference_edge.json").GetProperty("rolling_corr_constant_window");
        var (a, b, w) = (edge.GetProperty("a").Numbers(), edge.GetProperty("b").Numbers(), (int)edge.Number("w"));
        var (corr, std, z) = (edge.GetProperty("corr").Numbers(), edge.GetProperty("std_a").Numbers(), edge.GetProperty("z_a").Numbers());
        var (correlation, variance, score) = (new RollingCorrelation(w), new RollingVariance(w), new RollingZScore(w));
        for (var i = 0; i < a.Length; i++)
        {
            correlation.Add(i, b[i], a[i]);
            variance.Add(i, a[i]);
            score.Add(i, a[i]);
            Near.Equal(corr[i], correlation.Value, 1e-12, 0, $"corr {i}");
            Near.Equal(std[i], Math.Sqrt(variance.Value), 1e-12, 0, $"std {i}");
            Near.Equal(z[i], score.Value, 1e-12, 0, $"z {i}");
        }
    }

    [SkippableFact]
    public void Rolling_LargeOffsetAndSpike_EqualsTheTruthNotPandas()
    {
        // At 1e9 tenths have no exact double: the truth of the decimals differs from that of the stored numbers by 2e-7, and only the latter can be asked for to 1e-12.
        var edge = ReferenceData.Json("reference_edge.json");
        foreach (var (name, truth, tolerance) in new[] { ("rolling_std_large_offset", "true", 1e-6), ("rolling_after_spike", "true_std", 1e-12) })
        {
            var test = edge.GetProperty(name);
            var (x, expected, w) = (test.GetProperty("x").Numbers(), test.GetProperty(truth).Numbers(), (int)test.Number("w"));
            var variance = new RollingVariance(w);
            for (var i = 0; i < x.Length; i++)
            {
                variance.Add(i, x[i]);
                Near.Equal(expected[i], Math.Sqrt(variance.Value), tolerance, 0, $"{name} {i}");
                if (i + 1 >= w)
                    Near.Equal(Rolling.Exact.Variance(x.AsSpan(i + 1 - w, w)).ToDouble(), variance.Value, 1e-12, 0, $"{name} {i} as stored");
            }
        }
    }

    [SkippableFact]
    public void Rolling_NaN_RestartsTheWindow()
    {
        var edge = ReferenceData.Json("reference_edge.json").GetProperty("rolling_with_nan");
        var (x, expected) = (edge.GetProperty("x").Numbers(), edge.GetProperty("mean_w3").Numbers());
        var mean = new RollingMean(3);
        for (var i = 0; i < x.Length; i++)
        {
            mean.Add(i, x[i]);
            Near.Equal(expected[i], mean.Value, 1e-14, 0, $"{i}");
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public void Rolling_Fixtures_EqualReference(string pair)
    {
        var reference = ReferenceData.Fixture(pair).GetProperty("rolling");
        var input = ReferenceData.Pair(pair);
        foreach (var block in reference.EnumerateObject())
        {
            var w = int.Parse(block.Name);
            if (w > input.Times.Length || !block.Value.TryGetProperty("index", out var indices))
                continue;
            var values = new PairValues[input.Times.Length];
            PairSeries.Compute(new PairSettings { IntervalMs = 1, Window = w, ZWindow = w }, [.. input.Times.Select((_, i) => (long)i)], input.Y, input.X, values, false);
            var at = indices.Numbers();
            for (var k = 0; k < at.Length; k++)
            {
                var actual = values[(int)at[k]];
                Check("ols_beta", actual.Beta);
                Check("ols_alpha", actual.Alpha);
                Check("ols_se_beta", actual.BetaSe);
                Check("ols_r2", actual.R2);
                Check("ols_resid_last", actual.Spread);
                Z("z_of_window_residual_ddof1", actual.Z, (int)at[k]);
                Check("corr_log_price", actual.PriceCorrelation);
                Check("corr_log_return", actual.Correlation);

                void Check(string name, double value) =>
                    Near.Equal(block.Value.GetProperty(name).Numbers()[k], value, 1e-8, 1e-9, $"{pair} {w} {name} at {at[k]}");

                // The source does not centre: where it is further off than the tolerance, exact arithmetic on the same doubles says so.
                void Z(string name, double value, int i)
                {
                    var exact = ExactPair.Z(input.LogY.AsSpan(0, i + 1), input.LogX.AsSpan(0, i + 1), w, w).Z;
                    Near.Equal(exact, value, 1e-8, 1e-9, $"{pair} {w} exact z at {i}");
                    Near.Equal(block.Value.GetProperty(name).Numbers()[k], exact, 1e-6, 1e-9, $"{pair} {w} {name} at {i}");
                }
            }
        }
    }

    [SkippableFact]
    public void ArbitrageLab_PublishedValues_AreMet()
    {
        var published = ReferenceData.Json("reference_published.json").GetProperty("arbitragelab");
        var columns = ReferenceData.Read("arb_sim_xy.csv", "X", "Y");
        var simulated = published.GetProperty("simulated_spread");
        var fit = HedgeRegression.Fit(HedgeMethod.Ols, columns[1], columns[0], intercept: false);
        Near.Equal(simulated.Number("ols_no_constant_beta"), fit.Beta, 1e-9, 0, "beta");
        var spread = columns[1].Select((v, i) => v - fit.Beta * columns[0][i]).ToArray();
        Near.Equal(simulated.Number("half_life"), HalfLife.Of(spread).OrnsteinUhlenbeck, 0, 0.01, "half-life");

        var names = published.GetProperty("johansen_first5");
        var series = ReferenceData.Read("etf_daily_2008_2016.csv.gz", [.. names.GetProperty("columns").EnumerateArray().Select(v => v.GetString()!)]);
        var johansen = JohansenTest.Run(series);
        Near.Equal(names.Number("trace_r0"), johansen.Rows[0].Trace, 0, 0.01, "trace 0");
        Near.Equal(names.Number("trace_r1"), johansen.Rows[1].Trace, 0, 0.01, "trace 1");
        Near.Equal(1.57, HedgeRegression.Fit(HedgeMethod.Ols, series[0], series[1], intercept: false).Beta, 0, 0.01, "engle-granger beta");
    }
}
