using System.Text.Json;
using QuantPlatform.MarketSimulator.Sockets;

namespace QuantPlatform.MarketSimulator.Rest;

/// <summary><c>aggTrades</c> and <c>trades</c>.</summary>
internal static class TradeEndpoints
{
    private const long Reach = 48 * 3_600_000L;
    private const long LongestWindow = 3_600_000L;

    /// <summary>By id, by time (both bounds inclusive) or the latest; never from more than 48 hours ago.</summary>
    public static void AggTrades(IMarketSource source, RestQuery query, Utf8JsonWriter json)
    {
        var symbol = query.Symbol();
        var limit = query.Limit(500, 1000);
        var (from, start, end) = (query.Number("fromId"), query.Number("startTime"), query.Number("endTime"));
        json.WriteStartArray();
        foreach (var trade in Find(source, symbol, limit, from, start, end))
        {
            json.WriteStartObject();
            json.WriteNumber("a"u8, trade.Id);
            json.WriteString("p"u8, StreamPayloads.Text(trade.Price));
            json.WriteString("q"u8, StreamPayloads.Text(trade.Quantity));
            json.WriteString("nq"u8, StreamPayloads.Text(trade.Quantity));
            json.WriteNumber("f"u8, trade.FirstId);
            json.WriteNumber("l"u8, trade.LastId);
            json.WriteNumber("T"u8, trade.Time);
            json.WriteBoolean("m"u8, trade.BuyerIsMaker);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The latest raw trades.</summary>
    public static void Trades(IMarketSource source, RestQuery query, Utf8JsonWriter json)
    {
        var symbol = query.Symbol();
        var limit = query.Limit(500, 1000);
        var raw = source.TradesUpTo(symbol, source.Now, limit)
            .SelectMany(t => RawTrades.Split(new LiveTrade(symbol, t, t.Time, true, "MARKET")).Select(r => (r.Id, r.Quantity, Trade: t)))
            .TakeLast(limit);
        json.WriteStartArray();
        foreach (var (id, quantity, trade) in raw)
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, id);
            json.WriteString("price"u8, StreamPayloads.Text(trade.Price));
            json.WriteString("qty"u8, StreamPayloads.Text(quantity));
            json.WriteString("quoteQty"u8, StreamPayloads.Text(trade.Price * quantity));
            json.WriteNumber("time"u8, trade.Time);
            json.WriteBoolean("isBuyerMaker"u8, trade.BuyerIsMaker);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static IReadOnlyList<MarketTrade> Find(IMarketSource source, MarketSymbol symbol, int limit, long? from, long? start, long? end)
    {
        var oldest = source.Now - Reach;
        if (from is { } id)
        {
            if (start is not null || end is not null)
                throw RestError.BadCombination();
            var rows = source.TradesFrom(symbol, id, limit);
            return rows.Count > 0 && rows[0].Time < oldest ? throw RestError.TooOld() : rows;
        }

        if (start < oldest || end < oldest)
            throw RestError.TooOld();
        if (start > end)
            throw RestError.StartAfterEnd();
        if (end - start > LongestWindow)
            throw RestError.WindowTooLong();
        return start is { } first
            ? source.TradesBetween(symbol, first, end ?? source.Now, limit)
            : source.TradesUpTo(symbol, end ?? source.Now, limit);
    }
}
