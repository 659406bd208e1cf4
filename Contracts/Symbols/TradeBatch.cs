using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Contracts.Symbols;

/// <summary>What a feed hands to one symbol: trades in the order received, and where the exchange's clock stands.</summary>
/// <param name="Connection">Number of the connection, unique and rising per venue; another number tells the symbol that it was cut off in between. 0 while there is no connection: nothing closes.</param>
/// <param name="Backfills">True when missing ids can be asked for over REST (<c>aggTrade</c> mode).</param>
/// <param name="Trades">May be empty: then the batch only carries the clock.</param>
/// <param name="SkippedIds">Ids that exist but are no market trades (insurance fund and the like): taken, never a gap.</param>
/// <param name="KnownUpTo">The greatest id that is known to exist although its trade was dropped by a full queue; 0 when none was.</param>
/// <param name="FrameClock">The greatest event time <c>E</c> among the frames processed on the connection up to here, Unix ms; 0 while no frame came.</param>
/// <param name="SilentClock">While the socket has been silent for 1.5 s and nothing received is unprocessed: the exchange's clock carried on by monotonic time, Unix ms; otherwise 0.</param>
[GenerateSerializer, Immutable, Alias("TradeBatch")]
public sealed record TradeBatch(
    [property: Id(0)] long Connection,
    [property: Id(1)] bool Backfills,
    [property: Id(2)] ImmutableArray<Trade> Trades,
    [property: Id(3)] ImmutableArray<long> SkippedIds,
    [property: Id(4)] long KnownUpTo,
    [property: Id(5)] long FrameClock,
    [property: Id(6)] long SilentClock);

/// <summary>What a symbol needs from REST.</summary>
public enum FetchKind
{
    /// <summary>The symbol's last 10 minutes (at most 20,000 trades) counted back from its newest trade; the first page says from when on it is complete.</summary>
    ColdStart = 0,

    /// <summary>Everything from <see cref="FetchRequest.FromId"/> on, page after page until one has fewer than 1,000 rows, at most 20 pages.</summary>
    After = 1,

    /// <summary>The ids <see cref="FetchRequest.FromId"/>..<see cref="FetchRequest.ToId"/>, live traffic waits for them.</summary>
    Gap = 2,

    /// <summary>Like <see cref="Gap"/>, but nobody waits: it yields to every other kind.</summary>
    Backfill = 3,

    /// <summary>Has a newer id than <c>FromId − 1</c> been traded? One page from <see cref="FetchRequest.FromId"/>.</summary>
    Probe = 4,

    /// <summary>The venue's closed klines of <see cref="FetchRequest.Interval"/>: the <see cref="FetchRequest.Limit"/> last ones that open before <see cref="FetchRequest.Before"/> (0: up to now).</summary>
    Klines = 5,
}

/// <summary>One thing a symbol asks its feed to fetch. The feed answers each id with pages of <see cref="FetchAnswer"/>.</summary>
[GenerateSerializer, Immutable, Alias("FetchRequest")]
public sealed record FetchRequest(
    [property: Id(0)] long Id,
    [property: Id(1)] FetchKind Kind,
    [property: Id(2)] long FromId,
    [property: Id(3)] long ToId,
    [property: Id(4)] Interval Interval,
    [property: Id(5)] long Before,
    [property: Id(6)] int Limit);

/// <summary>One page of the answer to a <see cref="FetchRequest"/>.</summary>
/// <param name="Connection">The connection it was asked on; an answer from an older one is still used for its rows but completes nothing.</param>
/// <param name="Trades">Rows in ascending id.</param>
/// <param name="Klines">For <see cref="FetchKind.Klines"/>: closed bars, ascending.</param>
/// <param name="CoveredFrom">For <see cref="FetchKind.ColdStart"/>: the rows are complete from this time on, Unix ms.</param>
/// <param name="AskedAt">The exchange's clock when the request was sent, Unix ms; 0 when unknown.</param>
/// <param name="IsLast">No further page follows.</param>
/// <param name="Failure">Null when REST answered; otherwise why it did not (then <paramref name="IsLast"/> is true). An "older than 48 h" refusal is <c>too_old</c>.</param>
[GenerateSerializer, Immutable, Alias("FetchAnswer")]
public sealed record FetchAnswer(
    [property: Id(0)] long RequestId,
    [property: Id(1)] long Connection,
    [property: Id(2)] ImmutableArray<Trade> Trades,
    [property: Id(3)] ImmutableArray<Bar> Klines,
    [property: Id(4)] long CoveredFrom,
    [property: Id(5)] long AskedAt,
    [property: Id(6)] bool IsLast,
    [property: Id(7)] string? Failure);

/// <summary>What the symbol says after each batch or answer.</summary>
/// <param name="Fetches">New requests; each is named once.</param>
/// <param name="CaughtUp">True when everything missed before this connection is applied (or given up): the feed may use <paramref name="LastTradeTime"/> for its clock.</param>
/// <param name="LastTradeTime">Time of the newest accepted trade, Unix ms; 0 when there is none.</param>
/// <param name="LastId">The newest accepted id; -1 when there is none.</param>
/// <param name="Cancelled">Requests no longer needed (the first frame continued the ids).</param>
[GenerateSerializer, Immutable, Alias("IngestResult")]
public sealed record IngestResult(
    [property: Id(0)] ImmutableArray<FetchRequest> Fetches,
    [property: Id(1)] bool CaughtUp,
    [property: Id(2)] long LastTradeTime,
    [property: Id(3)] long LastId,
    [property: Id(4)] ImmutableArray<long> Cancelled);
