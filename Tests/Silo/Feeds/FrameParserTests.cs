using System.Text;
using System.Text.Json.Nodes;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Feeds.Protocol;
using Xunit;

namespace QuantPlatform.Tests.Silo.Feeds;

public sealed class FrameParserTests
{
    private const string Aggregate =
        """{"e":"aggTrade","E":1723161256400,"s":"ETHUSDT","a":5933014,"p":"2681.850","q":"0.100","nq":"0.1","f":100,"l":105,"T":1723161256322,"m":true,"st":1}""";

    private const string Raw =
        """{"e":"trade","E":1723161256322,"T":1723161256322,"s":"BTCUSDT","t":5266583935,"p":"61800.30","q":"0.006","X":"MARKET","m":false}""";

    private static readonly SymbolTable Symbols = new(["BTCUSDT", "ETHUSDT", "币安人生USDT"]);
    private static readonly TimeWindow Times = TimeWindow.At(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Parse_AggTrade_ReadsEveryField()
    {
        Assert.Equal(FrameKind.AggTrade, Parse(Aggregate, out var frame));

        Assert.Equal("ETHUSDT", Symbols[frame.Symbol]);
        Assert.Equal(1723161256400, frame.EventTime);
        Assert.Equal(new Trade(5933014, 2681.850m, 0.100m, 1723161256322, true, 100, 105), frame.Trade);
    }

    [Fact]
    public void Parse_RawTrade_IsItsOwnRawId()
    {
        Assert.Equal(FrameKind.Trade, Parse(Raw, out var frame));

        Assert.Equal(new Trade(5266583935, 61800.30m, 0.006m, 1723161256322, false, 5266583935, 5266583935), frame.Trade);
    }

    [Theory]
    [InlineData("""{"stream":"ethusdt@aggTrade","data":@}""")]
    [InlineData("""{"data":@,"stream":"ethusdt@aggTrade"}""")]
    [InlineData("""  { "stream" : "ethusdt@aggTrade" , "x" : [1,{"e":"trade"}], "data" : @ } """)]
    public void Parse_Combined_IsTheSameFrame(string wrapper)
    {
        Parse(Aggregate, out var bare);
        Assert.Equal(FrameKind.AggTrade, Parse(wrapper.Replace("@}", Aggregate + "}").Replace(":@,", $":{Aggregate},").Replace(": @ ", $": {Aggregate} "), out var wrapped));

        Assert.Equal(bare.Trade, wrapped.Trade);
        Assert.Equal(bare.EventTime, wrapped.EventTime);
        Assert.Equal(bare.Symbol, wrapped.Symbol);
    }

    [Fact]
    public void Parse_AnyOrderOfMembers_IsTheSameFrame()
    {
        var random = new Random(3);
        Parse(Aggregate, out var expected);
        for (var i = 0; i < 200; i++)
        {
            var members = JsonNode.Parse(Aggregate)!.AsObject().ToArray();
            random.Shuffle(members);
            var text = "{" + string.Join(",", members.Select(member => $"\"{member.Key}\":{member.Value!.ToJsonString()}")) + "}";
            Assert.Equal(FrameKind.AggTrade, Parse(text, out var frame));
            Assert.Equal(expected.Trade, frame.Trade);
        }
    }

    [Fact]
    public void Parse_SymbolBeyondAscii_IsFound()
    {
        Assert.Equal(FrameKind.AggTrade, Parse(Aggregate.Replace("ETHUSDT", "币安人生USDT"), out var frame));
        Assert.Equal("币安人生USDT", Symbols[frame.Symbol]);
    }

    [Theory]
    [InlineData("INSURANCE_FUND", "61800.30", "0.006")]
    [InlineData("NA", "0", "0")]
    public void Parse_RawTradeThatIsNoMarketTrade_GivesItsId(string kind, string price, string size)
    {
        var text = Raw.Replace("MARKET", kind).Replace("61800.30", price).Replace("0.006", size);
        Assert.Equal(FrameKind.SkippedTrade, Parse(text, out var frame));
        Assert.Equal(5266583935, frame.Trade.Id);
        Assert.Equal("BTCUSDT", Symbols[frame.Symbol]);
    }

    [Fact]
    public void Parse_RawTradeWithoutKind_IsKept() => Assert.Equal(FrameKind.Trade, Parse(Raw.Replace("\"X\":\"MARKET\",", ""), out _));

    [Theory]
    [InlineData("\"st\":1", "\"st\":2")]
    [InlineData("ETHUSDT", "DOGEUSDT")]
    [InlineData("\"e\":\"aggTrade\"", "\"e\":\"bookTicker\"")]
    [InlineData("\"e\":\"aggTrade\"", "\"e\":\"AGGTRADE\"")]
    public void Parse_WhatNobodyAskedFor_IsForeign(string old, string changed) =>
        Assert.Equal(FrameKind.Foreign, Parse(Aggregate.Replace(old, changed), out _));

    [Theory]
    [InlineData("""{"e":"bookTicker","u":1,"s":"BTCUSDT","b":"61808.00","B":"5.971","a":"61808.10","A":"4.148","T":1723161265125,"E":1723161265126}""")]
    [InlineData("""{"e":"kline","E":1,"s":"BTCUSDT","k":{"t":1,"T":2,"s":"BTCUSDT","a":"x"}}""")]
    [InlineData("""[{"e":"markPriceUpdate","p":"1"}]""")]
    public void Parse_OtherEvents_AreForeignWhateverTheirTypes(string text) => Assert.Equal(FrameKind.Foreign, Parse(text, out _));

    [Theory]
    [InlineData("\"p\":\"2681.850\"", "\"p\":\"0\"")]
    [InlineData("\"p\":\"2681.850\"", "\"p\":\"-1\"")]
    [InlineData("\"p\":\"2681.850\"", "\"p\":\"NaN\"")]
    [InlineData("\"p\":\"2681.850\"", "\"p\":2681.85")]
    [InlineData("\"p\":\"2681.850\"", "\"p\":\"1e5\"")]
    [InlineData("\"p\":\"2681.850\"", "\"p\":\"1000000000001\"")]
    [InlineData("\"p\":\"2681.850\"", "\"p\":\"99999999999999999999999999999999\"")]
    [InlineData("\"p\":\"2681.850\"", "\"p\":\"\\u0031\"")]
    [InlineData("\"p\":\"2681.850\",", "")]
    [InlineData("\"q\":\"0.100\"", "\"q\":\"0.000\"")]
    [InlineData("\"q\":\"0.100\"", "\"q\":null")]
    [InlineData("\"a\":5933014", "\"a\":-1")]
    [InlineData("\"a\":5933014", "\"a\":\"5933014\"")]
    [InlineData("\"a\":5933014", "\"a\":99999999999999999999")]
    [InlineData("\"a\":5933014", "\"a\":1.5")]
    [InlineData("\"f\":100", "\"f\":106")]
    [InlineData("\"f\":100", "\"f\":-5")]
    [InlineData("\"l\":105", "\"l\":9000000000000")]
    [InlineData("\"T\":1723161256322", "\"T\":0")]
    [InlineData("\"T\":1723161256322", "\"T\":1723161276322")]
    [InlineData("\"T\":1723161256322", "\"T\":1723151256322")]
    [InlineData("\"E\":1723161256400", "\"E\":9999999999999")]
    [InlineData("\"E\":1723161256400", "\"E\":-1723161256400")]
    [InlineData("\"E\":1723161256400,", "")]
    [InlineData("\"m\":true", "\"m\":\"true\"")]
    [InlineData("\"s\":\"ETHUSDT\"", "\"s\":7")]
    [InlineData("\"s\":\"ETHUSDT\"", "\"s\":\"\"")]
    [InlineData("\"s\":\"ETHUSDT\",", "")]
    [InlineData("\"st\":1", "\"st\":\"1\"")]
    [InlineData("\"e\":\"aggTrade\"", "\"e\":5")]
    [InlineData("\"e\":\"aggTrade\",", "")]
    public void Parse_ImpossibleValue_IsGarbage(string old, string changed)
    {
        Assert.Contains(old, Aggregate);
        Assert.Equal(FrameKind.Garbage, Parse(Aggregate.Replace(old, changed), out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("\"aggTrade\"")]
    [InlineData("[")]
    [InlineData("{\"e\":\"aggTrade\"")]
    [InlineData("{\"e\":\"aggTrade\",}")]
    [InlineData("{\"result\":null,\"id\":1} x")]
    [InlineData("{} {}")]
    [InlineData("<html></html>")]
    [InlineData("\u0000\u0001\u0002")]
    public void Parse_NoMessageAtAll_IsGarbage(string text) => Assert.Equal(FrameKind.Garbage, Parse(text, out _));

    [Fact]
    public void Parse_TooDeep_IsGarbage() =>
        Assert.Equal(FrameKind.Garbage, Parse(string.Concat(Enumerable.Repeat("{\"data\":", 2_000)), out _));

    [Fact]
    public void Parse_InvalidUtf8_IsGarbageOrForeign()
    {
        var bytes = Encoding.UTF8.GetBytes(Aggregate);
        bytes[Aggregate.IndexOf("ETHUSDT", StringComparison.Ordinal)] = 0xFF;
        Assert.Contains(FrameParser.Parse(bytes, Symbols, Times, out _), new[] { FrameKind.Garbage, FrameKind.Foreign });
    }

    [Theory]
    [InlineData("""{"result":null,"id":7}""", 7)]
    [InlineData("""{"id":7,"result":["btcusdt@aggTrade"]}""", 7)]
    [InlineData("""{"result":null}""", -1)]
    public void Parse_Acknowledgement_GivesItsId(string text, long id)
    {
        Assert.Equal(FrameKind.Acknowledgement, Parse(text, out var frame));
        Assert.Equal(id, frame.RequestId);
    }

    [Theory]
    [InlineData("""{"code":2,"msg":"Invalid request: unknown variant"}""", 2, -1)]
    [InlineData("""{"error":{"code":4,"msg":"Too many subscriptions"}}""", 4, -1)]
    [InlineData("""{"id":9,"error":{"msg":"Too many subscriptions","code":4}}""", 4, 9)]
    [InlineData("""{"code":3,"msg":"x","id":1}""", 3, 1)]
    public void Parse_BothErrorShapes_AreErrors(string text, int code, long id)
    {
        Assert.Equal(FrameKind.Error, Parse(text, out var frame));
        Assert.Equal(code, frame.ErrorCode);
        Assert.Equal(id, frame.RequestId);
        Assert.Equal(code, ErrorText.TryRead(Encoding.UTF8.GetBytes(text))!.Value.Code);
    }

    [Theory]
    [InlineData("""{"event":{"e":"serverShutdown","E":1770123456789}}""")]
    [InlineData("""{"e":"serverShutdown","E":1770123456789}""")]
    public void Parse_ServerShutdown_IsSeenInBothShapes(string text) => Assert.Equal(FrameKind.ServerShutdown, Parse(text, out _));

    [Fact]
    public void Parse_ValidFrames_AllocatesNothing()
    {
        byte[][] frames = [.. new[] { Aggregate, Raw, Aggregate.Replace("ETHUSDT", "XUSDT"), """{"result":null,"id":1}""", $$"""{"stream":"x","data":{{Aggregate}}}""" }.Select(Encoding.UTF8.GetBytes)];
        ParseAll(frames, 200);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var kept = ParseAll(frames, 10_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(30_000, kept);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Parse_MutatedFrames_NeverThrows()
    {
        var random = new Random(20261121);
        byte[][] seeds = [.. new[] { Aggregate, Raw, $$"""{"stream":"ethusdt@aggTrade","data":{{Aggregate}}}""", """{"error":{"code":4,"msg":"x"},"id":3}""" }.Select(Encoding.UTF8.GetBytes)];
        var kinds = new HashSet<FrameKind>();
        for (var i = 0; i < 60_000; i++)
        {
            var bytes = Mutate(seeds[random.Next(seeds.Length)], random);
            var kind = FrameParser.Parse(bytes, Symbols, Times, out var frame);
            kinds.Add(kind);
            if (kind is FrameKind.AggTrade or FrameKind.Trade)
            {
                Assert.True(frame.Trade is { Price: > 0, Size: > 0, Id: >= 0 } && frame.Trade.LastRawId >= frame.Trade.FirstRawId && frame.Symbol >= 0);
            }
        }

        Assert.Superset(new HashSet<FrameKind> { FrameKind.Garbage, FrameKind.Foreign, FrameKind.AggTrade, FrameKind.Trade }, kinds);
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        List<byte> bytes = [.. seed];
        for (var n = random.Next(1, 4); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, (byte)"{}[]\",:0e.-\\"[random.Next(12)]); break;
                case 3: bytes.RemoveRange(at, random.Next(bytes.Count - at)); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, random.Next(bytes.Count - at))); break;
            }
        }

        return [.. bytes];
    }

    private static int ParseAll(byte[][] frames, int times)
    {
        var kept = 0;
        for (var i = 0; i < times; i++)
        {
            foreach (var frame in frames)
            {
                kept += FrameParser.Parse(frame, Symbols, Times, out _) is FrameKind.AggTrade or FrameKind.Trade ? 1 : 0;
            }
        }

        return kept;
    }

    private static FrameKind Parse(string text, out Frame frame) => FrameParser.Parse(Encoding.UTF8.GetBytes(text), Symbols, Times, out frame);
}
