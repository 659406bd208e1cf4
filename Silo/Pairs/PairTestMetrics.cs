using System.Collections.Immutable;
using QuantPlatform.Analytics.Diagnostics;
using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Contracts.Pairs;
using static QuantPlatform.Silo.Pairs.PairKernels;

namespace QuantPlatform.Silo.Pairs;

/// <summary>The tests of a pair as its snapshot shows them: each value, or why there is none.</summary>
internal readonly record struct PairTestMetrics(PairTests Tests, ImmutableDictionary<string, MetricReadiness> Metrics)
{
    public double? HalfLife => Known(Tests.HalfLife.Bars);

    public double? AdfP => Known(Tests.AdfP);

    public double? EgP => Known(Tests.EngleGrangerP);

    public bool? Cointegrated => EgP is null ? null : Tests.Cointegrated;

    /// <summary>Those of the last refresh.</summary>
    public static PairTestMetrics Of(PairKernel kernel)
    {
        var tests = kernel.Tests;
        if (tests.Time is not null)
        {
            return Of(kernel, tests, tests.HalfLife.Reason, tests.AdfReason, tests.EngleGrangerReason);
        }

        // The window can be full before the next refresh comes.
        var window = kernel.Readiness(PairMetric.Beta);
        var reason = window.Samples < window.Required ? window.Reason : "next refresh";
        return Of(kernel, tests, reason, reason, reason);
    }

    /// <summary>Those of the newest point, worked out on demand.</summary>
    public static PairTestMetrics Of(PairKernel kernel, PairDiagnostics found) => Of(
        kernel, PairTests.Of(kernel.LastTime, found.Adf, found.YOnX, found.HalfLife), found.HalfLife.Reason, found.Adf.Reason, found.YOnX.Reason);

    private static PairTestMetrics Of(PairKernel kernel, PairTests tests, string halfLife, string adf, string engleGranger)
    {
        var window = kernel.Readiness(PairMetric.Beta);
        MetricReadiness Readiness(double value, string reason) =>
            new(window.Samples, window.Required, double.IsFinite(value), double.IsFinite(value) ? "" : reason);
        return new PairTestMetrics(tests, ImmutableDictionary<string, MetricReadiness>.Empty
            .Add("halfLife", Readiness(tests.HalfLife.Bars, halfLife))
            .Add("adfP", Readiness(tests.AdfP, adf))
            .Add("egP", Readiness(tests.EngleGrangerP, engleGranger))
            .Add("cointegrated", Readiness(tests.EngleGrangerP, engleGranger)));
    }
}
