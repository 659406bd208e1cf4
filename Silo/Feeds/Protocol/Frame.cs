using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Feeds.Protocol;

/// <summary>What a frame turned out to be.</summary>
internal enum FrameKind : byte
{
    /// <summary>Not a message of this protocol, or one with impossible values: counted and skipped.</summary>
    Garbage,

    /// <summary>A valid message that nobody here asked for: another stream, another market, a symbol that is not subscribed.</summary>
    Foreign,

    /// <summary>An aggregated market trade.</summary>
    AggTrade,

    /// <summary>A raw market trade (<c>@trade</c>).</summary>
    Trade,

    /// <summary>A raw trade that is no market trade (insurance fund and the like): its id exists, its price means nothing.</summary>
    SkippedTrade,

    /// <summary>The answer to a request: an acknowledgement, which proves nothing about data.</summary>
    Acknowledgement,

    /// <summary>A refused request, in either of the two shapes the exchange uses.</summary>
    Error,

    /// <summary>The server will go away: change over to another connection now.</summary>
    ServerShutdown,
}

/// <summary>One parsed frame. Which members hold something depends on <see cref="Kind"/>.</summary>
internal struct Frame
{
    public FrameKind Kind;

    /// <summary>Index into the symbol table the frame was parsed with.</summary>
    public int Symbol;

    /// <summary>Event time <c>E</c>, Unix ms.</summary>
    public long EventTime;

    /// <summary>The trade; of a skipped one only the id.</summary>
    public Trade Trade;

    /// <summary>Id of the request that an acknowledgement or error answers; −1 when it names none.</summary>
    public long RequestId;

    public int ErrorCode;
}

/// <summary>The times that can be real, Unix ms.</summary>
internal readonly record struct TimeWindow(long Min, long Max)
{
    /// <summary>2017-01-01, before the exchange existed.</summary>
    private const long Earliest = 1_483_228_800_000;

    private const long Day = 86_400_000;

    /// <summary>From the exchange's beginning to a day ahead of the machine's clock: a slow machine is fine, a wild time is not.</summary>
    public static TimeWindow At(DateTimeOffset now) => new(Earliest, now.ToUnixTimeMilliseconds() + Day);

    public bool Contains(long time) => time >= Min && time <= Max;
}
