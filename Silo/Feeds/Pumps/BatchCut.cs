using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Feeds.Sockets;

namespace QuantPlatform.Silo.Feeds.Pumps;

/// <summary>What was taken from a queue for one batch. Session and clock carry over from cut to cut; the rest starts empty.</summary>
internal sealed class BatchCut
{
    public List<Trade> Trades { get; } = [];

    public List<long> Skipped { get; } = [];

    /// <summary>Greatest id dropped by the full queue, after the trades of this cut; 0 when none was.</summary>
    public long KnownUpTo { get; set; }

    /// <summary>The session the trades came in; null while there is none.</summary>
    public FeedSession? Session { get; set; }

    /// <summary>The last clock mark of the session, Unix ms; 0 before the first.</summary>
    public long FrameClock { get; set; }

    public int Count => Trades.Count + Skipped.Count;

    public void Clear()
    {
        Trades.Clear();
        Skipped.Clear();
        KnownUpTo = 0;
    }

    /// <summary>The message for the symbol.</summary>
    /// <param name="backfills">Whether missing ids can be asked for over REST.</param>
    /// <param name="silentClock">The carried-on clock of a silent socket; otherwise 0.</param>
    public TradeBatch ToBatch(bool backfills, long silentClock) =>
        new(Session?.Number ?? 0, backfills, [.. Trades], [.. Skipped], KnownUpTo, FrameClock, silentClock);
}
