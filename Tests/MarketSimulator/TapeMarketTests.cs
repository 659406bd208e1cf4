using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using QuantPlatform.MarketSimulator;
using Xunit;

namespace QuantPlatform.Tests.MarketSimulator;

public class TapeMarketTests
{
    [SkippableTheory]
    [InlineData("aggTrade", "/stream?streams=btcusdt@aggTrade/ethusdt@aggTrade", false)]
    [InlineData("trade", "/stream?streams=btcusdt@trade/ethusdt@trade", false)]
    [InlineData("trade", "/stream?streams=btcusdt@trade/ethusdt@trade", true)]
    public async Task Stream_RealTapeAtFullSpeed_DeliversEveryFrameInOrder(string type, string path, bool publicRoute)
    {
        Skip.IfNot(RealTape.Exists, RealTape.Absent);
        var tape = TapeMarket.Load(RealTape.Path, new TapeOptions { Speed = 0 });
        await using var exchange = await ExchangeServer.Start(tape);
        await using var client = await ExchangeClient.Connect(publicRoute ? exchange.PublicUrl : exchange.MarketUrl, path);

        var count = 0;
        foreach (var recorded in RealTape.Frames())
        {
            var frame = ExchangeClient.Parse((await client.Read())!);
            var data = frame.GetProperty("data");
            Assert.Equal($"{recorded.GetProperty("s").GetString()!.ToLowerInvariant()}@{type}", frame.GetProperty("stream").GetString());
            Assert.Equal(type, data.GetProperty("e").GetString());
            foreach (var same in new[] { "s", "p", "q" })
                Assert.Equal(recorded.GetProperty(same).GetString(), data.GetProperty(same).GetString());
            Assert.Equal(recorded.GetProperty("m").GetBoolean(), data.GetProperty("m").GetBoolean());
            foreach (var time in new[] { "E", "T" })
                Assert.Equal(recorded.GetProperty(time).GetInt64() + tape.Shift, data.GetProperty(time).GetInt64());
            foreach (var id in type == "trade" ? ["t"] : new[] { "a", "f", "l" })
                Assert.Equal(recorded.GetProperty("t").GetInt64(), data.GetProperty(id).GetInt64());
            count++;
        }

        Assert.Equal(35_389, count);
        Assert.Equal(count, tape.Position);
    }

    [SkippableFact]
    public async Task AggTrades_RealTapePlayed_PagesById()
    {
        Skip.IfNot(RealTape.Exists, RealTape.Absent);
        await using var exchange = await ExchangeServer.Start(await Played(RealTape.Path));
        using var http = new HttpClient { BaseAddress = exchange.RestUrl };
        foreach (var symbol in new[] { "BTCUSDT", "ETHUSDT" })
        {
            var recorded = RealTape.Frames().Where(f => f.GetProperty("s").GetString() == symbol)
                .Select(f => (f.GetProperty("t").GetInt64(), f.GetProperty("p").GetString(), f.GetProperty("q").GetString())).ToList();
            var rows = new List<(long, string?, string?)>();
            for (var from = 0L; ;)
            {
                var page = await http.GetFromJsonAsync<JsonElement>($"fapi/v1/aggTrades?symbol={symbol}&fromId={from}&limit=1000");
                rows.AddRange(page.EnumerateArray().Select(r => (r.GetProperty("a").GetInt64(), r.GetProperty("p").GetString(), r.GetProperty("q").GetString())));
                if (page.GetArrayLength() < 1000)
                    break;
                from = rows[^1].Item1 + 1;
            }

            Assert.Equal(recorded, rows);
        }
    }

    [SkippableTheory]
    [InlineData("1m")]
    [InlineData("5m")]
    public async Task Klines_RealTapePlayed_EqualsReferenceBars(string interval)
    {
        Skip.IfNot(RealTape.Exists, RealTape.Absent);
        var tape = await Played(RealTape.Path);
        await using var exchange = await ExchangeServer.Start(tape);
        using var http = new HttpClient { BaseAddress = exchange.RestUrl };
        var compared = 0;
        foreach (var line in RealTape.Lines($"bars_usdm_20240808_{interval}.csv.gz").Skip(1))
        {
            var cells = line.Split(',');
            var open = long.Parse(cells[1], CultureInfo.InvariantCulture) + tape.Shift;
            var symbol = tape.Symbols.Single(s => s.Name == cells[0]);
            var whole = open >= symbol.OnboardTime;
            var rows = await http.GetFromJsonAsync<JsonElement>($"fapi/v1/klines?symbol={symbol.Name}&interval={interval}&startTime={open}&limit=1");
            var row = rows[0];
            Assert.Equal(whole, row[0].GetInt64() == open);
            if (!whole)
                continue;
            compared++;
            int[] columns = [1, 2, 3, 4, 5, 7, 9];
            Assert.Equal(cells[2..9].Select(Number), columns.Select(c => Number(row[c].GetString()!)));
            Assert.Equal(cells[9], row[8].GetInt64().ToString(CultureInfo.InvariantCulture));
        }

        Assert.True(compared >= 2, "no whole bar was compared");
    }

    [SkippableFact]
    public void Load_CaptureMixedWithBookFrames_TakesTheTradesOnly()
    {
        Skip.IfNot(RealTape.Exists, RealTape.Absent);
        const string name = "usdm_20240808.mixed60s.txt.gz";
        var tape = TapeMarket.Load(Path.Combine(RealTape.Folder, name));
        Assert.Equal(RealTape.Lines(name).Count(l => l.Contains("\"e\":\"trade\"", StringComparison.Ordinal)), tape.Length);
        Assert.Equal("0.10 0.001", $"{tape.Symbols[0].TickSize} {tape.Symbols[0].StepSize}");
    }

    [Fact]
    public async Task Load_TapeOfAggregateTrades_KeepsTheirIdRangesAndHasNoRawTrades()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, """
            {"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","E":1700000000100,"s":"BTCUSDT","a":7,"p":"60000.10","q":"0.500","nq":"0.500","f":100,"l":104,"T":1700000000000,"m":true,"st":1}}
            {"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","E":1700000000200,"s":"BTCUSDT","a":8,"p":"60000.20","q":"1.000","nq":"1.000","f":105,"l":105,"T":1700000000150,"m":false,"st":1}}
            """);
        var tape = TapeMarket.Load(path, new TapeOptions { Speed = 0, Shift = 0 });
        await using var exchange = await ExchangeServer.Start(tape);
        await using var client = await ExchangeClient.Connect(exchange.MarketUrl, "/ws/btcusdt@trade/btcusdt@aggTrade");
        var expected = """{"e":"aggTrade","E":1700000000100,"s":"BTCUSDT","a":7,"p":"60000.10","q":"0.500","nq":"0.500","f":100,"l":104,"T":1700000000000,"m":true,"st":1}""";
        Assert.Equal(expected, await client.Read());
        Assert.Equal(8, ExchangeClient.Parse((await client.Read())!).GetProperty("a").GetInt64());
        File.Delete(path);
    }

    [Fact]
    public void Load_IdsGoBackwards_SaysWhere()
    {
        var path = Path.GetTempFileName();
        File.WriteAllLines(path, new[] { 9, 8 }.Select(id => $$$"""{"e":"trade","E":1,"T":1,"s":"BTCUSDT","t":{{{id}}},"p":"1.0","q":"1","X":"MARKET","m":true}"""));
        Assert.Contains("BTCUSDT id 8 comes after 9", Assert.Throws<InvalidDataException>(() => TapeMarket.Load(path)).Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public async Task Stream_TwoSockets_BothGetEverything()
    {
        using var file = SmallTape.Of(400);
        var tape = TapeMarket.Load(file.Path, new TapeOptions { Speed = 0, Start = TapeStart.Manual });
        await using var exchange = await ExchangeServer.Start(tape, new ExchangeOptions { SendQueue = 2 });
        await using var btc = await ExchangeClient.Connect(exchange.MarketUrl, "/ws/btcusdt@aggTrade");
        await using var both = await ExchangeClient.Connect(exchange.MarketUrl, "/stream?streams=btcusdt@aggTrade/ethusdt@aggTrade");
        while (exchange.Sockets < 2)
            await Task.Delay(5);
        tape.Start();
        var reads = await Task.WhenAll(btc.Read(200), both.Read(400));
        Assert.Equal(200, reads[0].Distinct().Count());
        Assert.Equal(reads[0], reads[1].Where(f => f.StartsWith("{\"stream\":\"btc", StringComparison.Ordinal)).Select(f => ExchangeClient.Parse(f).GetProperty("data").GetRawText()));
    }

    [Fact]
    public async Task Load_ShiftsByWholeHours_EndsWithinTheLastHour()
    {
        using var file = SmallTape.Of(20);
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var tape = await Played(file.Path);
        Assert.Equal(0, tape.Shift % 3_600_000);
        var last = tape.TradesUpTo(tape.Symbols[1], long.MaxValue - 1, 1)[0];
        Assert.InRange(last.Time, now - 3_600_000, now + 1000);
    }

    [Fact]
    public async Task Rest_BeforeTheTapePlays_RevealsNothing()
    {
        using var file = SmallTape.Of(20);
        var tape = TapeMarket.Load(file.Path, new TapeOptions { Speed = 0 });
        await using var exchange = await ExchangeServer.Start(tape);
        using var http = new HttpClient { BaseAddress = exchange.RestUrl };
        Assert.Equal("[]", await http.GetStringAsync("fapi/v1/aggTrades?symbol=BTCUSDT"));
        var time = await http.GetFromJsonAsync<JsonElement>("fapi/v1/time");
        Assert.Equal(SmallTape.FirstTime + 1 + tape.Shift, time.GetProperty("serverTime").GetInt64());
    }

    [Fact]
    public void Advance_AtTwentyTimes_RevealsWhatTheClockReached()
    {
        using var file = SmallTape.Of(200);
        var time = new ManualTime();
        var tape = TapeMarket.Load(file.Path, new TapeOptions { Speed = 20, Start = TapeStart.AtOnce }, time);
        var all = tape.Symbols.ToHashSet();
        var due = new List<LiveTrade>();
        tape.Advance(all, due);
        Assert.Single(due);

        time.Advance(TimeSpan.FromMilliseconds(50));   // one second of the tape: ten more frames
        tape.Advance(all, due);
        Assert.Equal(11, due.Count);
        Assert.Equal(6, tape.TradesFrom(tape.Symbols[0], 0, 1000).Count);
        Assert.Equal(SmallTape.FirstTime + 1 + tape.Shift + 1000, tape.Now);
    }

    [Fact]
    public async Task Stream_ReconnectedMidTape_GoesOnAndRestHasTheRest()
    {
        using var file = SmallTape.Of(2_000);
        var time = new ManualTime();
        var tape = TapeMarket.Load(file.Path, new TapeOptions { Start = TapeStart.Manual }, time);
        await using var exchange = await ExchangeServer.Start(tape);
        tape.Start();
        await using (var first = await ExchangeClient.Connect(exchange.MarketUrl, "/ws/btcusdt@aggTrade"))
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await first.Read(50);
        }

        while (exchange.Sockets > 0)
            await Task.Delay(5);
        time.Advance(TimeSpan.FromSeconds(20));
        while (tape.Position < 301)
            await Task.Delay(5);
        await using var second = await ExchangeClient.Connect(exchange.MarketUrl, "/ws/btcusdt@aggTrade");
        while (exchange.Sockets == 0)
            await Task.Delay(5);
        time.Advance(TimeSpan.FromSeconds(1));
        var next = ExchangeClient.Parse((await second.Read())!).GetProperty("a").GetInt64();
        Assert.Equal(SmallTape.FirstId + 151, next);
        Assert.Equal(Enumerable.Range(SmallTape.FirstId, 151).Select(i => (long)i), tape.TradesFrom(tape.Symbols[0], 0, 1000).Take(151).Select(t => t.Id));
    }

    [Fact]
    public async Task AggTrades_TapeWithInsurancePrints_LeavesThemOutWithoutAHole()
    {
        using var file = SmallTape.Of(40, i => i is 4 or 6 ? "INSURANCE_FUND" : "MARKET");
        var tape = await Played(file.Path);
        var rows = tape.TradesFrom(tape.Symbols[0], 0, 1000);
        Assert.Equal(Enumerable.Range(SmallTape.FirstId, 18).Select(i => (long)i), rows.Select(r => r.Id));
        Assert.Equal(SmallTape.FirstId + 4, rows[2].FirstId);
    }

    [Fact]
    public void Load_FileWithoutTrades_SaysSo()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, """{"e":"depthUpdate"}""" + "\n");
        var error = Assert.Throws<InvalidDataException>(() => TapeMarket.Load(path));
        Assert.Contains("no trade", error.Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    private static async Task<TapeMarket> Played(string path)
    {
        var tape = TapeMarket.Load(path, new TapeOptions { Speed = 0, Start = TapeStart.AtOnce });
        var due = new List<LiveTrade>();
        while (tape.Position < tape.Length)
        {
            tape.Advance(new HashSet<MarketSymbol>(), due);
            await Task.Yield();
        }

        return tape;
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
