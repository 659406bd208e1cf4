namespace QuantPlatform.Analytics.Signals;

/// <summary>Where the signal of a pair stands. A stopped signal remembers its side.</summary>
public enum SignalState
{
    /// <summary>No position.</summary>
    Flat,

    /// <summary>Long Y, short X.</summary>
    LongSpread,

    /// <summary>Short Y, long X.</summary>
    ShortSpread,

    /// <summary>A long was stopped; waits for the spread to come back.</summary>
    StoppedLong,

    /// <summary>A short was stopped; waits for the spread to come back.</summary>
    StoppedShort,
}
