using QuantPlatform.MarketSimulator.Synthetic;

namespace QuantPlatform.MarketSimulator;

/// <summary>
/// A market of twenty symbols in six cointegrated groups that is a pure function of (seed, time): ids, prices, history and live agree across processes and
/// restarts, at any age, and nothing is stored.
/// </summary>
/// <remarks>
/// The log price of a symbol is a loading on its group's random walk, which drifts slowly by a few per cent, plus a part of its own that returns to its mean
/// within minutes to hours. All walks share one market walk. Candles equal the sum of their trades exactly; only candles of one hour and longer
/// that lie more than 64 days back are approximate (prices sampled every five minutes, mean sizes; ids and counts are exact). The market opened on
/// 2020-01-01 and knows nothing from before. A daily rhythm, quiet seconds and, for the small symbols, quiet minutes occur; several trades may share a millisecond.
/// </remarks>
public sealed class SyntheticMarket : IMarketSource
{
    /// <summary>2020-01-01 in days since the Unix epoch.</summary>
    internal const long FirstDay = 18_262;

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(50);

    /// <summary>After a longer pause of the process the sockets go on from the present; REST has what was missed.</summary>
    private const long LongestCatchUp = 60_000;

    private readonly TimeProvider _time;
    private readonly Dictionary<MarketSymbol, SyntheticSymbol> _symbols;
    private readonly Dictionary<MarketSymbol, SyntheticBars> _bars;
    private readonly List<MarketTrade> _second = [];
    private long _advancedTo;

    /// <param name="seed">Another seed is another market.</param>
    /// <param name="time">The exchange's clock.</param>
    public SyntheticMarket(ulong seed = 1, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        var symbols = SymbolSpec.All.Select(spec => new SyntheticSymbol(spec, Hash.At(seed, 0))).ToList();
        Symbols = symbols.ConvertAll(s => s.Symbol);
        _symbols = symbols.ToDictionary(s => s.Symbol);
        _bars = symbols.ToDictionary(s => s.Symbol, s => new SyntheticBars(s));
        _advancedTo = Now;
    }

    /// <inheritdoc/>
    public IReadOnlyList<MarketSymbol> Symbols { get; }

    /// <inheritdoc/>
    public long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public bool WaitsForReaders => false;

    /// <inheritdoc/>
    public IReadOnlyList<MarketTrade> TradesFrom(MarketSymbol symbol, long fromId, int limit)
    {
        var source = _symbols[symbol];
        var now = Now;
        fromId = Math.Max(fromId, 0);
        var trades = new List<MarketTrade>();
        if (fromId >= source.Activity.FirstIdOfHour((now / 3_600_000) + 1))
            return trades;
        Collect(source, source.Activity.MinuteOf(fromId), fromId, 0, now, limit, trades);
        return trades;
    }

    /// <inheritdoc/>
    public IReadOnlyList<MarketTrade> TradesBetween(MarketSymbol symbol, long startTime, long endTime, int limit)
    {
        var trades = new List<MarketTrade>();
        startTime = Math.Max(startTime, symbol.OnboardTime);
        Collect(_symbols[symbol], startTime / 60_000, 0, startTime, Math.Min(endTime, Now), limit, trades);
        return trades;
    }

    /// <inheritdoc/>
    public IReadOnlyList<MarketTrade> TradesUpTo(MarketSymbol symbol, long endTime, int limit)
    {
        var source = _symbols[symbol];
        var end = Math.Min(endTime, Now);
        if (end < symbol.OnboardTime)
            return [];
        var trades = new List<MarketTrade>();
        Collect(source, end / 60_000, 0, 0, end, int.MaxValue, trades);
        var next = trades.Count > 0 ? trades[^1].Id + 1 : source.Slice(end / 60_000).FirstIds[0];
        var first = Math.Max(0, next - limit);
        trades.Clear();
        if (next > first)
            Collect(source, source.Activity.MinuteOf(first), first, 0, end, (int)(next - first), trades);
        return trades;
    }

    /// <inheritdoc/>
    public IReadOnlyList<MarketKline> Klines(MarketSymbol symbol, KlineInterval interval, long firstOpen, long lastOpen)
    {
        var now = Now;
        firstOpen = Math.Max(firstOpen, symbol.OnboardTime + interval.Milliseconds);
        lastOpen = Math.Min(lastOpen, interval.Floor(now));
        var rows = new List<MarketKline>();
        if (firstOpen <= lastOpen)
            _bars[symbol].Add(interval, firstOpen, lastOpen, now, rows);
        return rows;
    }

    /// <inheritdoc/>
    public void Subscribed(MarketSymbol symbol)
    {
    }

    /// <inheritdoc/>
    public TimeSpan Advance(IReadOnlySet<MarketSymbol> symbols, List<LiveTrade> due)
    {
        var now = Now;
        var from = Math.Max(_advancedTo + 1, now - LongestCatchUp);
        if (now < from)
            return Turn;
        foreach (var symbol in symbols)
        {
            _second.Clear();
            Collect(_symbols[symbol], from / 60_000, 0, from, now, int.MaxValue, _second);
            foreach (var trade in _second)
                due.Add(new LiveTrade(symbol, trade, now, IsAggregate: true, "MARKET"));
        }

        due.Sort(static (a, b) => a.Trade.Time != b.Trade.Time ? a.Trade.Time.CompareTo(b.Trade.Time)
            : a.Symbol == b.Symbol ? a.Trade.Id.CompareTo(b.Trade.Id)
            : string.CompareOrdinal(a.Symbol.Name, b.Symbol.Name));
        _advancedTo = now;
        return Turn;
    }

    /// <summary>Adds the trades with an id from <paramref name="fromId"/> and a time in [<paramref name="from"/>, <paramref name="to"/>], at most <paramref name="limit"/>.</summary>
    private static void Collect(SyntheticSymbol symbol, long minute, long fromId, long from, long to, int limit, List<MarketTrade> trades)
    {
        var start = trades.Count;
        for (; minute * 60_000 <= to; minute++)
        {
            var slice = symbol.Slice(minute);
            for (var second = 0; second < 60; second++)
            {
                var time = ((minute * 60) + second) * 1000;
                if (time > to)
                    return;
                if (time + 999 < from || slice.FirstIds[second + 1] <= fromId)
                    continue;
                symbol.Trades(slice, second, from, to, trades);
                while (trades.Count > start && trades[start].Id < fromId)
                    trades.RemoveAt(start);
                if (trades.Count - start < limit)
                    continue;
                trades.RemoveRange(start + limit, trades.Count - start - limit);
                return;
            }
        }
    }
}
