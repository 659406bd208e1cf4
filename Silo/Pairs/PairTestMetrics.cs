using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Contracts.Pairs;
using static QuantPlatform.Silo.Pairs.PairKernels;

namespace QuantPlatform.Silo.Pairs;

/// <summary>The live tests of a pair as its snapshot shows them: each value, or why there is none.</summary>
internal readonly record struct PairTestMetrics(double? HalfLife, double? AdfP, double? EgP, bool? Cointegrated, IReadOnlyDictionary<string, MetricReadiness> Metrics)
{
    public static PairTestMetrics Of(PairKernel kernel)
    {
        var tests = kernel.Tests;
        var window = kernel.Readiness(PairMetric.Beta);
        var isRun = tests.Time is not null;
        var halfLife = isRun ? Known(tests.HalfLife.Bars) : null;
        var adf = isRun ? Known(tests.AdfP) : null;
        var eg = isRun ? Known(tests.EngleGrangerP) : null;

        // The window fills between two refreshes: full, but not tested yet.
        var waiting = window.Samples < window.Required ? window.Reason : "next refresh";
        MetricReadiness Readiness(bool isKnown, string undefined) =>
            new(window.Samples, window.Required, isKnown, isKnown ? "" : isRun ? undefined : waiting);
        return new PairTestMetrics(halfLife, adf, eg, eg is null ? null : tests.Cointegrated, new Dictionary<string, MetricReadiness>(StringComparer.Ordinal)
        {
            ["halfLife"] = Readiness(halfLife is not null, tests.HalfLife.Reason),
            ["adfP"] = Readiness(adf is not null, "constant window"),
            ["egP"] = Readiness(eg is not null, "constant window"),
            ["cointegrated"] = Readiness(eg is not null, "constant window"),
        });
    }
}
