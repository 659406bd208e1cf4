using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Analytics.Signals;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Pairs;

/// <summary>All that a pair's snapshot is made of besides its definition and its feeds.</summary>
/// <param name="Quality">Of the newest pair of bars; null when there are none.</param>
/// <param name="QuietShare">Share of quiet bars in the hedge window, 0 to 1.</param>
/// <param name="HasGap">Whether a bar inside the window is missing.</param>
internal readonly record struct PairView(PairKernel Kernel, SignalState Signal, PairTestMetrics Tests, BarQuality? Quality, double QuietShare, bool HasGap)
{
    /// <summary>Of a pair that is live.</summary>
    public static PairView Of(PairTracker tracker) => new(
        tracker.Kernel, tracker.Signal, PairTestMetrics.Of(tracker.Kernel), tracker.Newest?.Quality, tracker.WindowBars.QuietShare, tracker.WindowBars.HasGap);
}
