using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Symbols;

/// <summary>The only writer of one symbol's trades and bars. Key: <see cref="SymbolKey"/>.</summary>
[Shared, Alias("ISymbolGrain")]
public interface ISymbolGrain : IGrainWithStringKey
{
    /// <summary>Takes trades and the clock; returns when everything accepted is stored.</summary>
    [SystemOnly, Alias("Ingest"), ResponseTimeout("00:02:00")]
    Task<IngestResult> Ingest(TradeBatch batch);

    /// <summary>Takes one page of a REST answer.</summary>
    [SystemOnly, Alias("Answer"), ResponseTimeout("00:02:00")]
    Task<IngestResult> Answer(FetchAnswer answer);

    /// <summary>Counters, gaps and the last trade.</summary>
    [Alias("GetStatus")]
    Task<SymbolStatus> GetStatus();

    /// <summary>The open bar of an interval as it stands (a preview), or null when nothing traded since the last close.</summary>
    [Alias("GetOpenBar")]
    Task<Bar?> GetOpenBar(Interval interval);

    /// <summary>The newest closed bars from memory, ascending, at most <paramref name="limit"/> (up to 1,000): those that open after <paramref name="after"/>.</summary>
    /// <returns>Null when memory does not reach back to <paramref name="after"/>: read the history instead.</returns>
    [Alias("GetBarsAfter")]
    Task<RecentBars?> GetBarsAfter(Interval interval, long after, int limit);
}

/// <summary>Closed bars from a symbol's memory, with the open time of the bar before the first of them (null: none).</summary>
[GenerateSerializer, Immutable, Alias("RecentBars")]
public sealed record RecentBars([property: Id(0)] ImmutableArray<Bar> Bars, [property: Id(1)] long? PreviousOpenTime)
{
    /// <summary>Where the exchange's clock stands, Unix ms; 0: unknown.</summary>
    [Id(2)] public long Clock { get; init; }

    /// <summary>Only bars that end later were closed from live frames; null: none was.</summary>
    [Id(3)] public long? LiveFrom { get; init; }
}

/// <summary>How a symbol fares.</summary>
/// <param name="OpenGaps">Gap records being filled or waiting to be.</param>
/// <param name="FilledGaps">Gap records that were filled completely.</param>
/// <param name="FailedGaps">Gap records given up (too old or not fillable).</param>
/// <param name="Duplicates">Trades seen again.</param>
/// <param name="Early">Trades below the first id of the cold start.</param>
/// <param name="Late">Trades whose bar was already closed.</param>
/// <param name="Rejected">Trades refused (price or size not positive, absurd time).</param>
/// <param name="Change24h">Relative change of price over the last 24 h of stored bars in percent; null when unknown.</param>
[GenerateSerializer, Immutable, Alias("SymbolStatus")]
public sealed record SymbolStatus(
    [property: Id(0)] decimal? LastPrice,
    [property: Id(1)] long? LastTradeTime,
    [property: Id(2)] long OpenGaps,
    [property: Id(3)] long FilledGaps,
    [property: Id(4)] long FailedGaps,
    [property: Id(5)] long Duplicates,
    [property: Id(6)] long Early,
    [property: Id(7)] long Late,
    [property: Id(8)] long Rejected,
    [property: Id(9)] long Epochs,
    [property: Id(10)] double? Change24h,
    [property: Id(11)] decimal? Volume24h,
    [property: Id(12)] bool CaughtUp);
