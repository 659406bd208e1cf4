using System.Collections.Immutable;
using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Analytics.Signals;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Pairs;
using static QuantPlatform.Silo.Pairs.PairKernels;
using Preview = QuantPlatform.Contracts.Pairs.PairPreview;

namespace QuantPlatform.Silo.Pairs;

/// <summary>Puts a pair's snapshot together. Unknown is null, with the reason in the metric's readiness.</summary>
internal static class PairSnapshots
{
    /// <summary>The API's name of each metric that has a readiness of its own.</summary>
    private static readonly (string Name, PairMetric Metric)[] Metrics =
    [
        ("beta", PairMetric.Beta),
        ("z", PairMetric.Z),
        ("correlation", PairMetric.Correlation),
        ("betaDrift", PairMetric.BetaDrift),
        ("volatilityRatio", PairMetric.VolatilityRatio),
    ];

    public static PairSnapshot Of(PairDefinition definition, PairTracker tracker, long revision, FeedState feed, Preview? preview) =>
        Of(definition, PairView.Of(tracker), revision, feed, preview);

    public static PairSnapshot Of(PairDefinition definition, in PairView view, long revision, FeedState feed, Preview? preview)
    {
        var settings = definition.Settings;
        ref readonly var values = ref view.Kernel.Current;
        var kernel = view.Kernel;
        var tests = view.Tests;
        var transform = (Analytics.Pairs.PriceTransform)settings.Transform;
        var z = kernel.Readiness(PairMetric.Z);
        var legs = SpreadLegs.Of(transform, values.Beta, values.PriceY, values.PriceX, view.Signal);
        return new PairSnapshot(
            definition.Id,
            settings.Interval,
            kernel.LastTime,
            revision,
            feed,
            Known(values.PriceY),
            Known(values.PriceX),
            Known(values.Alpha),
            Known(values.Beta),
            Known(values.BetaSe),
            Known(values.R2),
            Known(values.Spread),
            Known(values.SpreadMean),
            Known(values.SpreadStd),
            Known(SpreadLegs.StdBps(transform, values.SpreadStd, values.PriceY)),
            legs?.CostBps() is { } cost ? Known(cost) : null,
            Known(values.Z),
            Known(values.Correlation),
            Known(values.BetaDrift),
            Known(values.VolatilityRatio),
            tests.HalfLife,
            tests.AdfP,
            tests.EgP,
            tests.Cointegrated,
            PairSignals.Of(view.Signal),
            legs is { } both ? [Leg(settings.Y, both.Y), Leg(settings.X, both.X)] : [],
            z.Ready,
            z.Samples,
            z.Required,
            settings.Enabled || z.Ready ? z.Reason : "paused",
            Metrics.ToImmutableDictionary(metric => metric.Name, metric => Readiness(kernel, metric.Metric)).AddRange(tests.Metrics),
            view.Quality,
            preview,
            PairReadings.Of(settings, view, feed));
    }

    public static Preview Preview(PairTracker tracker, double priceY, double priceX, long time)
    {
        var preview = tracker.Kernel.Preview(priceY, priceX);
        return new Preview(time, priceY, priceX, Known(preview.Spread), Known(preview.Z));
    }

    private static PairLeg Leg(Contracts.Markets.SymbolKey symbol, SpreadLeg leg) =>
        new(symbol, (Contracts.Pairs.LegSide)leg.Side, leg.Units, leg.Notional);

    private static MetricReadiness Readiness(PairKernel kernel, PairMetric metric)
    {
        var readiness = kernel.Readiness(metric);
        return new MetricReadiness(readiness.Samples, readiness.Required, readiness.Ready, readiness.Reason);
    }
}
