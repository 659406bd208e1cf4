namespace QuantPlatform.Silo.Symbols;

/// <summary>The exchange's clock as last heard, carried on by monotonic time since then.</summary>
internal sealed class CarriedClock(TimeProvider time)
{
    private long heard, heardAt;

    /// <summary>Unix ms; 0 while nothing was heard.</summary>
    public long Now => heard == 0 ? 0 : heard + (long)time.GetElapsedTime(heardAt).TotalMilliseconds;

    /// <summary>Only a later clock is news.</summary>
    public void Hear(long clock)
    {
        if (clock > heard)
        {
            (heard, heardAt) = (clock, time.GetTimestamp());
        }
    }
}
