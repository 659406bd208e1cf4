using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace QuantPlatform.MarketSimulator.Sockets;

/// <summary>The payloads of the streams, field for field as the exchange writes them.</summary>
internal static class StreamPayloads
{
    public static ReadOnlyMemory<byte> AggTrade(in LiveTrade live)
    {
        var trade = live.Trade;
        var (e, s, t) = (live.EventTime, live.Symbol.Name, trade);
        return Json(w =>
        {
            Head(w, "aggTrade", e, s);
            w.WriteNumber("a"u8, t.Id);
            w.WriteString("p"u8, Text(t.Price));
            w.WriteString("q"u8, Text(t.Quantity));
            w.WriteString("nq"u8, Text(t.Quantity));
            w.WriteNumber("f"u8, t.FirstId);
            w.WriteNumber("l"u8, t.LastId);
            w.WriteNumber("T"u8, t.Time);
            w.WriteBoolean("m"u8, t.BuyerIsMaker);
            w.WriteNumber("st"u8, 1);
        });
    }

    /// <summary>One raw trade of those that <paramref name="live"/> aggregates.</summary>
    public static ReadOnlyMemory<byte> Trade(in LiveTrade live, long id, decimal quantity)
    {
        var (e, s, t, x) = (live.EventTime, live.Symbol.Name, live.Trade, live.RawKind);
        return Json(w =>
        {
            w.WriteString("e"u8, "trade"u8);
            w.WriteNumber("E"u8, e);
            w.WriteNumber("T"u8, t.Time);
            w.WriteString("s"u8, s);
            w.WriteNumber("t"u8, id);
            w.WriteString("p"u8, Text(t.Price));
            w.WriteString("q"u8, Text(quantity));
            w.WriteString("X"u8, x);
            w.WriteBoolean("m"u8, t.BuyerIsMaker);
        });
    }

    public static ReadOnlyMemory<byte> Kline(MarketStream stream, MarketKline k, long eventTime, bool closed) => Json(w =>
    {
        Head(w, "kline", eventTime, stream.Symbol.Name);
        w.WriteStartObject("k"u8);
        w.WriteNumber("t"u8, k.OpenTime);
        w.WriteNumber("T"u8, k.OpenTime + stream.Interval.Milliseconds - 1);
        w.WriteString("s"u8, stream.Symbol.Name);
        w.WriteString("i"u8, stream.Interval.Name);
        w.WriteNumber("f"u8, k.FirstId);
        w.WriteNumber("L"u8, k.LastId);
        w.WriteString("o"u8, Text(k.Open));
        w.WriteString("c"u8, Text(k.Close));
        w.WriteString("h"u8, Text(k.High));
        w.WriteString("l"u8, Text(k.Low));
        w.WriteString("v"u8, Text(k.Volume));
        w.WriteNumber("n"u8, k.Trades);
        w.WriteBoolean("x"u8, closed);
        w.WriteString("q"u8, Text(k.QuoteVolume));
        w.WriteString("V"u8, Text(k.TakerBuyVolume));
        w.WriteString("Q"u8, Text(k.TakerBuyQuoteVolume));
        w.WriteString("B"u8, "0"u8);
        w.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> MarkPrice(MarketSymbol symbol, decimal price, long eventTime) => Json(w =>
    {
        Head(w, "markPriceUpdate", eventTime, symbol.Name);
        w.WriteString("p"u8, Text(price));
        w.WriteString("ap"u8, Text(price));
        w.WriteString("i"u8, Text(price));
        w.WriteString("P"u8, Text(price));
        w.WriteString("r"u8, "0.00010000"u8);
        w.WriteNumber("T"u8, NextFunding(eventTime));
        w.WriteNumber("st"u8, 1);
    });

    public static ReadOnlyMemory<byte> BookTicker(in LiveTrade live, long updateId)
    {
        var (e, s, t, id) = (live.EventTime, live.Symbol, live.Trade, updateId);
        return Json(w =>
        {
            w.WriteString("e"u8, "bookTicker"u8);
            w.WriteNumber("u"u8, id);
            w.WriteNumber("E"u8, e);
            w.WriteNumber("T"u8, t.Time);
            w.WriteString("s"u8, s.Name);
            w.WriteString("ps"u8, s.Name);
            w.WriteString("b"u8, Text(t.BuyerIsMaker ? t.Price : t.Price - s.TickSize));
            w.WriteString("B"u8, Text(t.Quantity));
            w.WriteString("a"u8, Text(t.BuyerIsMaker ? t.Price + s.TickSize : t.Price));
            w.WriteString("A"u8, Text(t.Quantity));
            w.WriteNumber("st"u8, 1);
        });
    }

    /// <summary>Funding is settled every 8 hours.</summary>
    public static long NextFunding(long time) => (time / 28_800_000 + 1) * 28_800_000;

    public static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Head(Utf8JsonWriter writer, string type, long eventTime, string symbol)
    {
        writer.WriteString("e"u8, type);
        writer.WriteNumber("E"u8, eventTime);
        writer.WriteString("s"u8, symbol);
    }

    private static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            fields(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
