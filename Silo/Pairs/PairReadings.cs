using QuantPlatform.Analytics.Interpretation;
using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Pairs;
using Settings = QuantPlatform.Contracts.Pairs.PairSettings;

namespace QuantPlatform.Silo.Pairs;

/// <summary>What a pair's numbers say, in sentences.</summary>
internal static class PairReadings
{
    public static PairInterpretation Of(Settings settings, in PairView view, FeedState feed)
    {
        var reading = PairReader.Read(new ReadingInput
        {
            Settings = view.Kernel.Settings,
            NameY = settings.Y.Shown,
            NameX = settings.X.Shown,
            Values = view.Kernel.Current,
            Tests = view.Tests.Tests,
            Signal = view.Signal,
            Readiness = view.Kernel.Readiness(PairMetric.Z),
            IsStale = feed != FeedState.Live,
            HasGap = view.HasGap,
            QuietShare = view.QuietShare,
        });
        var confidence = reading.Confidence switch
        {
            Confidence.High => "high",
            Confidence.Medium => "medium",
            _ => "low",
        };
        return new PairInterpretation(reading.Summary, confidence, [.. reading.Reasons], [.. reading.Watch]);
    }
}
