namespace QuantPlatform.Analytics.Interpretation;

/// <summary>How far the numbers can be relied on.</summary>
public enum Confidence
{
    /// <summary>Not ready, stale, a gap in the window, or three reasons or more.</summary>
    Low,

    /// <summary>One or two reasons.</summary>
    Medium,

    /// <summary>No reason against.</summary>
    High,
}

/// <summary>A reading of a pair in plain sentences. It describes; it never advises to trade.</summary>
/// <param name="Summary">What the signal says.</param>
/// <param name="Confidence">How far to rely on it.</param>
/// <param name="Reasons">What lowers the confidence, each in a sentence.</param>
/// <param name="Watch">What to look at next.</param>
public sealed record PairReading(string Summary, Confidence Confidence, IReadOnlyList<string> Reasons, IReadOnlyList<string> Watch);
