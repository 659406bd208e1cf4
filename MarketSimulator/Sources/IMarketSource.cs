namespace QuantPlatform.MarketSimulator;

/// <summary>
/// What the exchange trades: the same facts live, by id and by time. Nothing that lies after <see cref="Now"/> is ever revealed.
/// Reads may come from many threads; <see cref="Advance"/> comes from one.
/// </summary>
public interface IMarketSource
{
    /// <summary>Every symbol, in the order of exchangeInfo.</summary>
    IReadOnlyList<MarketSymbol> Symbols { get; }

    /// <summary>The exchange's clock, Unix milliseconds.</summary>
    long Now { get; }

    /// <summary>Whether the sockets' readers set the pace. If not, a reader that cannot follow is cut.</summary>
    bool WaitsForReaders { get; }

    /// <summary>Trades with ids from <paramref name="fromId"/> on, ascending, at most <paramref name="limit"/>.</summary>
    IReadOnlyList<MarketTrade> TradesFrom(MarketSymbol symbol, long fromId, int limit);

    /// <summary>The first <paramref name="limit"/> trades of the inclusive time range, ascending.</summary>
    IReadOnlyList<MarketTrade> TradesBetween(MarketSymbol symbol, long startTime, long endTime, int limit);

    /// <summary>The last <paramref name="limit"/> trades up to and including <paramref name="endTime"/>, ascending.</summary>
    IReadOnlyList<MarketTrade> TradesUpTo(MarketSymbol symbol, long endTime, int limit);

    /// <summary>
    /// The candles that open from <paramref name="firstOpen"/> to <paramref name="lastOpen"/>, both aligned and inclusive, as far as they are
    /// known and have opened; the last may still be open.
    /// </summary>
    IReadOnlyList<MarketKline> Klines(MarketSymbol symbol, KlineInterval interval, long firstOpen, long lastOpen);

    /// <summary>Tells that a socket now waits for trades of <paramref name="symbol"/>.</summary>
    void Subscribed(MarketSymbol symbol);

    /// <summary>Adds to <paramref name="due"/>, in order, the trades of these symbols that became due since the last call.</summary>
    /// <returns>How long to wait before the next call.</returns>
    TimeSpan Advance(IReadOnlySet<MarketSymbol> symbols, List<LiveTrade> due);
}
