using System.Text.Json;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Feeds.Protocol;

/// <summary>
/// Reads one WebSocket text message, raw or wrapped as <c>{"stream":…,"data":…}</c>, into a struct. Allocates nothing for a message that is
/// valid JSON, and never throws: what cannot be a message of the exchange is <see cref="FrameKind.Garbage"/>.
/// </summary>
internal static class FrameParser
{
    /// <summary>Prices and sizes beyond it are not real and would overflow the sums of a bar.</summary>
    private const decimal MaxValue = 1_000_000_000_000m;

    /// <summary>More raw trades in one aggregate than the exchange makes in years.</summary>
    private const long MaxRawTrades = 1_000_000_000;

    /// <summary>How far a trade's time may be ahead of its event's, and behind it, ms.</summary>
    private const long MaxAhead = 10_000, MaxBehind = 3_600_000;

    private const FieldSet TradeFields = FieldSet.EventTime | FieldSet.TradeTime | FieldSet.Price | FieldSet.Size | FieldSet.BuyerMaker;

    /// <summary>Parses a complete message.</summary>
    /// <param name="message">UTF-8 text of one message.</param>
    /// <param name="symbols">The subscribed symbols.</param>
    /// <param name="times">Event and trade times outside are garbage.</param>
    /// <param name="frame">The frame; its kind is also the return value.</param>
    public static FrameKind Parse(ReadOnlySpan<byte> message, SymbolTable symbols, TimeWindow times, out Frame frame)
    {
        frame = default;
        frame.Symbol = -1;
        frame.RequestId = -1;
        try
        {
            var reader = new Utf8JsonReader(message);
            if (!reader.Read())
            {
                return FrameKind.Garbage;
            }

            if (reader.TokenType != JsonTokenType.StartObject)
            {
                var isArray = reader.TokenType == JsonTokenType.StartArray;
                reader.Skip();
                return isArray && !reader.Read() ? frame.Kind = FrameKind.Foreign : FrameKind.Garbage;
            }

            var fields = default(FrameFields);
            fields.Read(ref reader, symbols);
            return reader.Read() ? FrameKind.Garbage : frame.Kind = Classify(in fields, times, ref frame);
        }
        catch (JsonException)
        {
            return FrameKind.Garbage;
        }
    }

    private static FrameKind Classify(in FrameFields fields, TimeWindow times, ref Frame frame)
    {
        if ((fields.Present & FieldSet.Event) == 0)
        {
            return Reply(in fields, ref frame);
        }

        return fields.Name switch
        {
            FrameFields.EventName.ServerShutdown => FrameKind.ServerShutdown,
            FrameFields.EventName.AggTrade => AggTrade(in fields, times, ref frame),
            FrameFields.EventName.Trade => RawTrade(in fields, times, ref frame),
            _ => fields.Has(FieldSet.Event) ? FrameKind.Foreign : FrameKind.Garbage,
        };
    }

    private static FrameKind Reply(in FrameFields fields, ref Frame frame)
    {
        frame.RequestId = fields.Has(FieldSet.RequestId) ? fields.RequestId : -1;
        if (fields.Has(FieldSet.Code))
        {
            frame.ErrorCode = (int)Math.Clamp(fields.Code, int.MinValue, int.MaxValue);
            return FrameKind.Error;
        }

        return fields.Has(FieldSet.Result) ? FrameKind.Acknowledgement : FrameKind.Garbage;
    }

    private static FrameKind AggTrade(in FrameFields fields, TimeWindow times, ref Frame frame)
    {
        const FieldSet Ids = FieldSet.AggregateId | FieldSet.FirstRawId | FieldSet.LastRawId;
        if (Elsewhere(in fields) is { } other)
        {
            return other;
        }

        var raw = fields.LastRawId - fields.FirstRawId;
        if (!fields.Has(TradeFields | Ids) || fields.AggregateId < 0 || fields.FirstRawId < 0 || raw is < 0 or > MaxRawTrades || !IsReal(in fields, times))
        {
            return FrameKind.Garbage;
        }

        Fill(in fields, fields.AggregateId, fields.FirstRawId, fields.LastRawId, ref frame);
        return FrameKind.AggTrade;
    }

    private static FrameKind RawTrade(in FrameFields fields, TimeWindow times, ref Frame frame)
    {
        if (Elsewhere(in fields) is { } other)
        {
            return other;
        }

        if (!fields.Has(FieldSet.TradeId | FieldSet.EventTime) || fields.TradeId < 0 || !times.Contains(fields.EventTime) || (fields.Bad & FieldSet.OrderKind) != 0)
        {
            return FrameKind.Garbage;
        }

        if (fields.Has(FieldSet.OrderKind) && !fields.IsMarketOrder)
        {
            frame.Symbol = fields.Symbol;
            frame.EventTime = fields.EventTime;
            frame.Trade = new Trade(fields.TradeId, 0, 0, fields.EventTime, false, fields.TradeId, fields.TradeId);
            return FrameKind.SkippedTrade;
        }

        if (!fields.Has(TradeFields) || !IsReal(in fields, times))
        {
            return FrameKind.Garbage;
        }

        Fill(in fields, fields.TradeId, fields.TradeId, fields.TradeId, ref frame);
        return FrameKind.Trade;
    }

    /// <summary>A trade of another market or symbol, or one without a symbol; null when it is ours.</summary>
    private static FrameKind? Elsewhere(in FrameFields fields)
    {
        if (!fields.Has(FieldSet.Symbol) || (fields.Bad & FieldSet.Market) != 0)
        {
            return FrameKind.Garbage;
        }

        var isOtherMarket = fields.Has(FieldSet.Market) && fields.Market != 1;
        return isOtherMarket || fields.Symbol < 0 ? FrameKind.Foreign : null;
    }

    private static bool IsReal(in FrameFields fields, TimeWindow times) =>
        fields.Price is > 0 and <= MaxValue && fields.Size is > 0 and <= MaxValue
        && times.Contains(fields.EventTime) && times.Contains(fields.TradeTime)
        && fields.TradeTime - fields.EventTime is >= -MaxBehind and <= MaxAhead;

    private static void Fill(in FrameFields fields, long id, long firstRawId, long lastRawId, ref Frame frame)
    {
        frame.Symbol = fields.Symbol;
        frame.EventTime = fields.EventTime;
        frame.Trade = new Trade(id, fields.Price, fields.Size, fields.TradeTime, fields.IsBuyerMaker, firstRawId, lastRawId);
    }
}
