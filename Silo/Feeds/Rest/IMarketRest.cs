using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Feeds.Rest;

/// <summary>The public REST endpoints of a venue that the feed needs. Failures come back as answers; only cancellation throws.</summary>
internal interface IMarketRest
{
    /// <summary>Aggregated trades in ascending id, at most <see cref="PageSize"/>.</summary>
    Task<RestAnswer<IReadOnlyList<Trade>>> AggTrades(string symbol, AggTradesFrom from, RestPriority priority, CancellationToken cancellationToken);

    /// <summary>Candles in ascending open time, the open one included.</summary>
    /// <param name="endTime">Only candles that open at or before it, Unix ms; 0 = up to now.</param>
    /// <param name="limit">1 to 1,500.</param>
    Task<RestAnswer<IReadOnlyList<Bar>>> Klines(string symbol, Interval interval, long endTime, int limit, CancellationToken cancellationToken);

    /// <summary>The symbols and limits of the venue.</summary>
    Task<RestAnswer<ExchangeInfo>> ExchangeInfo(CancellationToken cancellationToken);

    /// <summary>Rows of a full page of aggregated trades.</summary>
    public const int PageSize = 1_000;

    /// <summary>Most candles of one request.</summary>
    public const int MaxKlines = 1_500;
}

/// <summary>Where a page of aggregated trades starts: at an id, at a time, or (neither) the newest page.</summary>
internal readonly record struct AggTradesFrom(long? Id, long? Time)
{
    public static readonly AggTradesFrom Newest = default;

    public static AggTradesFrom At(long id) => new(id, null);

    public static AggTradesFrom Since(long time) => new(null, time);
}
