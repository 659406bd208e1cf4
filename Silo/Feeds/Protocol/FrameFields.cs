using System.Text.Json;

namespace QuantPlatform.Silo.Feeds.Protocol;

/// <summary>Which members a message had.</summary>
[Flags]
internal enum FieldSet
{
    None = 0,
    Event = 1,
    EventTime = 1 << 1,
    Symbol = 1 << 2,
    AggregateId = 1 << 3,
    TradeId = 1 << 4,
    Price = 1 << 5,
    Size = 1 << 6,
    FirstRawId = 1 << 7,
    LastRawId = 1 << 8,
    TradeTime = 1 << 9,
    BuyerMaker = 1 << 10,
    OrderKind = 1 << 11,
    Market = 1 << 12,
    Result = 1 << 13,
    RequestId = 1 << 14,
    Code = 1 << 15,
}

/// <summary>
/// Gathers the members of a message in whatever order they come. A one-letter name means something else in every kind of event,
/// so a value of the wrong type is only noted; the event's kind decides afterwards whether it matters.
/// </summary>
internal ref struct FrameFields
{
    public FieldSet Present;
    public FieldSet Bad;
    public EventName Name;
    public bool IsMarketOrder;
    public bool IsBuyerMaker;
    public int Symbol;
    public long EventTime, TradeTime, AggregateId, TradeId, FirstRawId, LastRawId, Market, RequestId, Code;
    public decimal Price, Size;

    public enum EventName : byte
    {
        Other,
        AggTrade,
        Trade,
        ServerShutdown,
    }

    /// <summary>True when every one of the fields came and could be read.</summary>
    public readonly bool Has(FieldSet fields) => (Present & fields) == fields && (Bad & fields) == 0;

    /// <summary>Reads the members of the object the reader has just entered, and those of its <c>data</c>, <c>event</c> and <c>error</c> objects.</summary>
    public void Read(ref Utf8JsonReader reader, SymbolTable symbols)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.Length == 1)
            {
                var letter = name[0];
                reader.Read();
                ReadLetter(letter, ref reader, symbols);
            }
            else
            {
                ReadWord(name, ref reader, symbols);
            }

            reader.Skip();
        }
    }

    private void ReadLetter(byte letter, ref Utf8JsonReader reader, SymbolTable symbols)
    {
        switch (letter)
        {
            case (byte)'e': ReadEvent(ref reader); break;
            case (byte)'E': Number(ref reader, FieldSet.EventTime, ref EventTime); break;
            case (byte)'T': Number(ref reader, FieldSet.TradeTime, ref TradeTime); break;
            case (byte)'a': Number(ref reader, FieldSet.AggregateId, ref AggregateId); break;
            case (byte)'t': Number(ref reader, FieldSet.TradeId, ref TradeId); break;
            case (byte)'f': Number(ref reader, FieldSet.FirstRawId, ref FirstRawId); break;
            case (byte)'l': Number(ref reader, FieldSet.LastRawId, ref LastRawId); break;
            case (byte)'p': Exact(ref reader, FieldSet.Price, ref Price); break;
            case (byte)'q': Exact(ref reader, FieldSet.Size, ref Size); break;
            case (byte)'s': ReadSymbol(ref reader, symbols); break;
            case (byte)'m':
                IsBuyerMaker = reader.TokenType == JsonTokenType.True;
                Note(FieldSet.BuyerMaker, IsBuyerMaker || reader.TokenType == JsonTokenType.False);
                break;
            case (byte)'X':
                Note(FieldSet.OrderKind, reader.TokenType == JsonTokenType.String);
                IsMarketOrder = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("MARKET"u8);
                break;
        }
    }

    private void ReadWord(ReadOnlySpan<byte> name, ref Utf8JsonReader reader, SymbolTable symbols)
    {
        var isNested = name.SequenceEqual("data"u8) || name.SequenceEqual("event"u8) || name.SequenceEqual("error"u8);
        var isMarket = name.SequenceEqual("st"u8);
        var isResult = name.SequenceEqual("result"u8);
        var isId = name.SequenceEqual("id"u8);
        var isCode = name.SequenceEqual("code"u8);
        reader.Read();
        if (isNested && reader.TokenType == JsonTokenType.StartObject)
        {
            Read(ref reader, symbols);
        }
        else if (isMarket)
        {
            Number(ref reader, FieldSet.Market, ref Market);
        }
        else if (isResult)
        {
            Note(FieldSet.Result, true);
        }
        else if (isId)
        {
            Number(ref reader, FieldSet.RequestId, ref RequestId);
        }
        else if (isCode)
        {
            Number(ref reader, FieldSet.Code, ref Code);
        }
    }

    private void ReadEvent(ref Utf8JsonReader reader)
    {
        var isText = reader.TokenType == JsonTokenType.String;
        Note(FieldSet.Event, isText);
        Name = !isText ? EventName.Other
            : reader.ValueTextEquals("aggTrade"u8) ? EventName.AggTrade
            : reader.ValueTextEquals("trade"u8) ? EventName.Trade
            : reader.ValueTextEquals("serverShutdown"u8) ? EventName.ServerShutdown
            : EventName.Other;
    }

    private void ReadSymbol(ref Utf8JsonReader reader, SymbolTable symbols)
    {
        var isText = reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && reader.ValueSpan.Length > 0;
        Note(FieldSet.Symbol, isText);
        Symbol = isText ? symbols.Find(reader.ValueSpan) : -1;
    }

    private void Number(ref Utf8JsonReader reader, FieldSet field, ref long value) =>
        Note(field, reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out value));

    private void Exact(ref Utf8JsonReader reader, FieldSet field, ref decimal value) =>
        Note(field, reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && ExactDecimal.TryParse(reader.ValueSpan, out value));

    private void Note(FieldSet field, bool isReadable)
    {
        Present |= field;
        Bad = isReadable ? Bad & ~field : Bad | field;
    }
}
