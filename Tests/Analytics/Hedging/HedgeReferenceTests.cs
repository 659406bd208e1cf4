using System.Text.Json;
using QuantPlatform.Analytics.Hedging;
using QuantPlatform.Analytics.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Hedging;

/// <summary>Every estimator on the nine real pairs.</summary>
public sealed class HedgeReferenceTests
{
    public static TheoryData<string> Pairs() => [.. ReferenceData.Pairs];

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public void Ols_RealPair_EqualsReference(string pair)
    {
        var reference = ReferenceData.Fixture(pair).GetProperty("ols");
        var input = ReferenceData.Pair(pair);
        Compare("log_c", input.LogY, input.LogX, true);
        Compare("log_n", input.LogY, input.LogX, false);
        Compare("price_c", input.Y, input.X, true);
        Compare("price_n", input.Y, input.X, false);
        Compare("log_c_reverse", input.LogX, input.LogY, true);
        Compare("logret_c", ExactPair.Differences(input.LogY), ExactPair.Differences(input.LogX), true);

        void Compare(string name, double[] y, double[] x, bool intercept)
        {
            var expected = reference.GetProperty(name);
            var fit = HedgeRegression.Fit(HedgeMethod.Ols, y, x, intercept);
            Near.Equal(expected.Number("beta"), fit.Beta, 1e-9, 0, $"{name} beta");
            Near.Equal(expected.Number("se_beta"), fit.BetaSe, 1e-9, 0, $"{name} se");
            Near.Equal(expected.Number("r2"), fit.R2, 1e-9, 1e-9, $"{name} r2");
            Near.Equal(intercept ? expected.Number("alpha") : 0, fit.Alpha, 1e-8, 1e-9, $"{name} alpha");
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public void Tls_RealPair_EqualsReference(string pair)
    {
        var expected = ReferenceData.Fixture(pair).GetProperty("tls_log");
        var input = ReferenceData.Pair(pair);
        var fit = HedgeRegression.Fit(HedgeMethod.Tls, input.LogY, input.LogX);
        Near.Equal(expected.Number("beta"), fit.Beta, 1e-8, 0);
        Near.Equal(expected.Number("alpha"), fit.Alpha, 1e-8, 1e-9);
    }

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public void Huber_RealPair_EqualsReference(string pair)
    {
        var expected = ReferenceData.Fixture(pair).GetProperty("huber_rlm_log");
        var input = ReferenceData.Pair(pair);
        var estimator = new HuberEstimator(input.X.Length, intercept: true);
        var fit = estimator.Fit(HedgeRegression.Load(input.LogY, input.LogX), input.LogY, input.LogX);
        Near.Equal(expected.Number("beta"), fit.Beta, 1e-7, 0, "beta");
        Near.Equal(expected.Number("alpha"), fit.Alpha, 1e-7, 1e-9, "alpha");
        Near.Equal(expected.Number("scale"), estimator.Scale, 1e-7, 0, "scale");
        Near.Equal(expected.Number("se_beta"), fit.BetaSe, 1e-6, 0, "se");
    }

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public void TheilSen_RealPair_EqualsReference(string pair)
    {
        var expected = ReferenceData.Fixture(pair).GetProperty("theil_sen_log");
        var input = ReferenceData.Pair(pair);
        var n = (int)expected.Number("last_n");
        var (y, x) = (input.LogY[^n..], input.LogX[^n..]);
        var estimator = new TheilSenEstimator(n, intercept: true);
        var fit = estimator.Fit(HedgeRegression.Load(y, x), y, x);
        Near.Equal(expected.Number("slope"), fit.Beta, 1e-10, 0, "slope");
        Near.Equal(expected.Number("intercept"), fit.Alpha, 1e-9, 1e-10, "intercept");
        Near.Equal(expected.Number("lo95"), estimator.Bounds.Low, 1e-10, 0, "low");
        Near.Equal(expected.Number("hi95"), estimator.Bounds.High, 1e-10, 0, "high");
    }

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public void Kalman_ExplicitNoise_EqualsReference(string pair)
    {
        var reference = ReferenceData.Fixture(pair).GetProperty("kalman");
        var input = ReferenceData.Pair(pair);
        foreach (var (scale, y, x) in new[] { ("log", input.LogY, input.LogX), ("price", input.Y, input.X) })
        {
            foreach (var run in reference.GetProperty(scale).EnumerateObject())
            {
                var parameters = run.Value.GetProperty("params");
                var isStandard = parameters.GetProperty("mode").GetString() == "std";
                var p0 = isStandard ? parameters.Number("p0") : 0;
                var filter = new KalmanFilter(new KalmanSettings { Q = parameters.Number("q"), R = parameters.Number("r"), P0 = p0 }, 60);
                var at = run.Value.GetProperty("index").Numbers();
                var k = 0;
                for (var i = 0; i < y.Length; i++)
                {
                    filter.Add(y.AsSpan(0, i + 1), x.AsSpan(0, i + 1));
                    if (k == at.Length || i != (int)at[k])
                        continue;
                    var where = $"{scale} {run.Name} at {i}";
                    Near.Equal(run.Value.GetProperty("beta")[k].GetDouble(), filter.Beta, 1e-9, 1e-9, $"beta {where}");
                    Near.Equal(run.Value.GetProperty("alpha")[k].GetDouble(), filter.Alpha, 1e-9, 1e-9, $"alpha {where}");
                    Near.Equal(run.Value.GetProperty("innovation")[k].GetDouble(), filter.Innovation, 1e-9, 1e-9, $"innovation {where}");
                    Near.Equal(run.Value.GetProperty("innovation_var")[k].GetDouble(), filter.InnovationVariance, 1e-8, 1e-9, $"variance {where}");
                    k++;
                }

                Assert.Equal(at.Length, k);
            }
        }
    }
}
