using System.Text.Json;
using QuantPlatform.MarketSimulator.Sockets;

namespace QuantPlatform.MarketSimulator.Rest;

/// <summary><c>klines</c>, <c>ticker/24hr</c> and <c>premiumIndex</c>.</summary>
internal static class KlineEndpoints
{
    /// <summary>By open time, both bounds inclusive: from the start forwards if there is one, otherwise the latest. The last row may be the open candle.</summary>
    public static void Klines(IMarketSource source, RestQuery query, Utf8JsonWriter json)
    {
        var symbol = query.Symbol();
        var interval = query.Interval();
        var limit = query.Limit(500, 1500);
        var (start, end) = (query.Number("startTime"), query.Number("endTime"));
        if (start > end)
            throw RestError.StartAfterEnd();

        var known = interval.Ceiling(symbol.OnboardTime);
        var last = interval.Floor(Math.Min(end ?? long.MaxValue, source.Now));
        var span = (limit - 1) * interval.Milliseconds;
        var first = Math.Max(known, start is { } from ? interval.Ceiling(Math.Max(from, known)) : last - span);
        json.WriteStartArray();
        foreach (var kline in source.Klines(symbol, interval, first, Math.Min(last, first + span)))
            Row(json, kline, interval);
        json.WriteEndArray();
    }

    public static void Ticker(IMarketSource source, RestQuery query, Utf8JsonWriter json) => ForEach(source, query, json, symbol =>
    {
        var hour = KlineInterval.Hour;
        var last = hour.Floor(source.Now);
        var rows = source.Klines(symbol, hour, last - (23 * hour.Milliseconds), last);
        var (open, close) = rows.Count > 0 ? (rows[0].Open, rows[^1].Close) : (0, 0);
        json.WriteStartObject();
        json.WriteString("symbol"u8, symbol.Name);
        json.WriteString("priceChange"u8, StreamPayloads.Text(close - open));
        json.WriteString("priceChangePercent"u8, StreamPayloads.Text(open == 0 ? 0 : Math.Round((close - open) / open * 100, 3)));
        json.WriteString("lastPrice"u8, StreamPayloads.Text(close));
        json.WriteString("openPrice"u8, StreamPayloads.Text(open));
        json.WriteString("highPrice"u8, StreamPayloads.Text(rows.Count > 0 ? rows.Max(r => r.High) : 0));
        json.WriteString("lowPrice"u8, StreamPayloads.Text(rows.Count > 0 ? rows.Min(r => r.Low) : 0));
        json.WriteString("volume"u8, StreamPayloads.Text(rows.Sum(r => r.Volume)));
        json.WriteString("quoteVolume"u8, StreamPayloads.Text(rows.Sum(r => r.QuoteVolume)));
        json.WriteNumber("openTime"u8, last - (23 * hour.Milliseconds));
        json.WriteNumber("closeTime"u8, source.Now);
        json.WriteNumber("count"u8, rows.Sum(r => r.Trades));
        json.WriteEndObject();
    });

    public static void PremiumIndex(IMarketSource source, RestQuery query, Utf8JsonWriter json) => ForEach(source, query, json, symbol =>
    {
        var now = source.Now;
        var price = source.TradesUpTo(symbol, now, 1) is [var trade] ? trade.Price : 0;
        json.WriteStartObject();
        json.WriteString("symbol"u8, symbol.Name);
        json.WriteString("markPrice"u8, StreamPayloads.Text(price));
        json.WriteString("indexPrice"u8, StreamPayloads.Text(price));
        json.WriteString("estimatedSettlePrice"u8, StreamPayloads.Text(price));
        json.WriteString("lastFundingRate"u8, "0.00010000"u8);
        json.WriteString("interestRate"u8, "0.00010000"u8);
        json.WriteNumber("nextFundingTime"u8, StreamPayloads.NextFunding(now));
        json.WriteNumber("time"u8, now);
        json.WriteEndObject();
    });

    private static void ForEach(IMarketSource source, RestQuery query, Utf8JsonWriter json, Action<MarketSymbol> write)
    {
        if (query.OptionalSymbol() is { } one)
        {
            write(one);
            return;
        }

        json.WriteStartArray();
        foreach (var symbol in source.Symbols)
            write(symbol);
        json.WriteEndArray();
    }

    private static void Row(Utf8JsonWriter json, in MarketKline k, KlineInterval interval)
    {
        json.WriteStartArray();
        json.WriteNumberValue(k.OpenTime);
        json.WriteStringValue(StreamPayloads.Text(k.Open));
        json.WriteStringValue(StreamPayloads.Text(k.High));
        json.WriteStringValue(StreamPayloads.Text(k.Low));
        json.WriteStringValue(StreamPayloads.Text(k.Close));
        json.WriteStringValue(StreamPayloads.Text(k.Volume));
        json.WriteNumberValue(k.OpenTime + interval.Milliseconds - 1);
        json.WriteStringValue(StreamPayloads.Text(k.QuoteVolume));
        json.WriteNumberValue(k.Trades);
        json.WriteStringValue(StreamPayloads.Text(k.TakerBuyVolume));
        json.WriteStringValue(StreamPayloads.Text(k.TakerBuyQuoteVolume));
        json.WriteStringValue("0"u8);
        json.WriteEndArray();
    }
}
