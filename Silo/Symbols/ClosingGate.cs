namespace QuantPlatform.Silo.Symbols;

/// <summary>Says whether a bar may close, by the exchange's clock and never by the machine's (DOMAIN: "Closing").</summary>
/// <param name="FrameClock">Greatest event time processed on the connection; 0: no frame yet.</param>
/// <param name="SilentClock">The clock carried on through a silent socket; 0: not silent.</param>
/// <param name="LastTradeTime">Time of the newest accepted trade.</param>
/// <param name="KnownQuietUntil">REST answered at this clock that no newer id exists; 0: not asked.</param>
/// <param name="CompleteUntil">While ids are held or being fetched: only bars that end by this time have all of theirs.</param>
internal readonly record struct ClosingGate(
    long FrameClock, long SilentClock, long LastTradeTime, long KnownQuietUntil, long CompleteUntil)
{
    /// <summary>How far the clock must be past the end of a bar, ms.</summary>
    public const long Grace = 250;

    /// <summary>Nothing closes.</summary>
    public static readonly ClosingGate Shut = default;

    public bool MayClose(long open, long end)
    {
        if (end > CompleteUntil)
        {
            return false;
        }

        var due = end + Grace;
        if (due <= FrameClock)
        {
            return true;
        }

        // A later trade with contiguous ids proves an empty bar empty; without one REST must have said so.
        var settled = open <= LastTradeTime || due <= KnownQuietUntil;
        return due <= SilentClock && settled;
    }
}
