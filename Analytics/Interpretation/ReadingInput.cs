using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Analytics.Signals;

namespace QuantPlatform.Analytics.Interpretation;

/// <summary>All that the reading of a pair depends on. NaN means not known.</summary>
public sealed record ReadingInput
{
    /// <summary>Settings of the pair: window, thresholds, transform.</summary>
    public required PairSettings Settings { get; init; }

    /// <summary>Name of Y as a person knows it.</summary>
    public required string NameY { get; init; }

    /// <summary>Name of X.</summary>
    public required string NameX { get; init; }

    /// <summary>The statistics at the newest point.</summary>
    public required PairValues Values { get; init; }

    /// <summary>The live tests.</summary>
    public required PairTests Tests { get; init; }

    /// <summary>State of the signal.</summary>
    public SignalState Signal { get; init; }

    /// <summary>Whether z is ready, and if not why.</summary>
    public required PairReadiness Readiness { get; init; }

    /// <summary>True when the feed of a leg is stale or down, so that the numbers are old.</summary>
    public bool IsStale { get; init; }

    /// <summary>True when a bar inside the window has a gap.</summary>
    public bool HasGap { get; init; }

    /// <summary>Share of bars in the window, of either leg, without trades: 0 to 1.</summary>
    public double QuietShare { get; init; }

    /// <summary>Fee per leg and side in basis points; the default is 4.</summary>
    public double FeeBps { get; init; } = SpreadLegs.DefaultFeeBps;
}
