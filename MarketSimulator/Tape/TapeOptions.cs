namespace QuantPlatform.MarketSimulator;

/// <summary>How a recorded tape is played.</summary>
public sealed record TapeOptions
{
    /// <summary>Seconds of the tape per second. 0 = as fast as the readers take it. The default value is 1.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>When playing begins. The default value is <see cref="TapeStart.FirstSubscription"/>.</summary>
    public TapeStart Start { get; init; }

    /// <summary>
    /// Added to every time of the tape, in milliseconds. Null (the default) = the number of whole hours after which the tape's last trade lies
    /// within the hour before the source was made.
    /// </summary>
    public long? Shift { get; init; }
}
