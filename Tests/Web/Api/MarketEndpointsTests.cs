using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Tests.Web.Api.Fakes;
using Xunit;

namespace QuantPlatform.Tests.Web.Api;

public sealed class MarketEndpointsTests : IAsyncLifetime
{
    private const long Minute = 60_000;

    private static readonly SymbolKey Btc = new(Venues.Demo, "BTCUSDT");

    private ApiHost _host = null!;
    private ApiUser _user = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.Start(("Feed:Symbols", "BTCUSDT,ETHUSDT"));
        _user = await _host.SignUp("ann@example.org");
        _host.Market.Bars[(Btc, Interval.OneMinute)] = [.. Enumerable.Range(0, 600).Select(minute => FakeMarket.BarAt(minute * Minute, minute + 1))];
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Bars_AnswerExactDecimalsUnderTheNamesOfTheApi()
    {
        _host.Market.Bars[(Btc, Interval.OneSecond)] =
            [new Bar(1_000, 0.00000001m, 79228162514264337593543950335m, 0.00000001m, 1.10m, 3m, 0.3333333333m, 0m, 1, null, null, BarQuality.Gap, 2, BarSource.Kline)];

        var text = await _user.Client.GetStringAsync("/api/v1/symbols/demo:BTCUSDT/bars?interval=1s");

        Assert.Equal(
            """{"symbol":"BTCUSDT","venue":"demo","interval":"1s","bars":[{"openTime":1000,"open":0.00000001,"high":79228162514264337593543950335,"low":0.00000001,"close":1.10,"volume":3,"quoteVolume":0.3333333333,"takerBuyVolume":0,"vwap":0.1111111111,"trades":1,"firstId":null,"lastId":null,"quality":"gap","revision":2,"source":"kline"}]}""",
            text);
    }

    [Fact]
    public async Task Bars_WithoutRange_AreTheLast500()
    {
        var bars = await Opens("");

        Assert.Equal(500, bars.Count);
        Assert.Equal(100, bars[0]);
        Assert.Equal(599, bars[^1]);
    }

    [Fact]
    public async Task Bars_WithRange_FollowItsRule()
    {
        Assert.Equal([5, 6, 7], await Opens($"from={5 * Minute}&limit=3"));
        Assert.Equal([7, 8, 9], await Opens($"to={10 * Minute}&limit=3"));
        Assert.Equal([8, 9], await Opens($"from={8 * Minute}&to={10 * Minute}"));
        Assert.Empty(await Opens($"from={8 * Minute}&to={8 * Minute}"));
    }

    [Fact]
    public async Task Bars_WithPreview_AddTheOpenBarWhereItBelongs()
    {
        _host.Market.Open = FakeMarket.BarAt(600 * Minute);

        Assert.Equal([599, 600], await Opens("preview=true&limit=2"));
        Assert.Equal([598, 599], await Opens("limit=2"));
        Assert.Equal([0, 1], await Opens("from=0&limit=2&preview=true"));
        Assert.Equal([599], await Opens($"from={599 * Minute}&to={600 * Minute}&preview=true"));
        var last = (await _user.Client.GetFromJsonAsync<JsonElement>("/api/v1/symbols/BTCUSDT/bars?preview=true")).GetProperty("bars").EnumerateArray().Last();
        Assert.True(last.GetProperty("preview").GetBoolean());
    }

    [Fact]
    public async Task Bars_AsCsv_BeginWithBothTimes()
    {
        var rows = (await _user.Client.GetStringAsync("/api/v1/symbols/BTCUSDT/bars?limit=1&format=csv")).Split("\r\n");

        Assert.Equal("open_time,open_time_ms,open,high,low,close,volume,quote_volume,taker_buy_volume,vwap,trades,first_id,last_id,quality,revision,source", rows[0]);
        Assert.Equal("1970-01-01T09:59:00.000Z,35940000,600,601,599,600.5,2,201.123456789,1.5,100.5617283945,3,10,12,traded,0,trades", rows[1]);
        Assert.Equal(["", 3], [rows[2], (object)rows.Length]);
    }

    [Fact]
    public async Task Bars_AsLines_AreTheSameRows()
    {
        var json = (await _user.Client.GetFromJsonAsync<JsonElement>("/api/v1/symbols/BTCUSDT/bars?limit=5")).GetProperty("bars").EnumerateArray().Select(bar => bar.GetRawText());
        var lines = await _user.Client.GetStringAsync("/api/v1/symbols/BTCUSDT/bars?limit=5&format=ndjson");

        Assert.Equal(json, lines.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("interval=7m", "interval")]
    [InlineData("limit=5001", "limit")]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=-1", "to")]
    [InlineData("format=xml", "format")]
    [InlineData("preview=yes", "preview")]
    public async Task Bars_WithBadQuery_NameTheParameter(string query, string field)
    {
        var problem = await (await _user.Client.GetAsync($"/api/v1/symbols/BTCUSDT/bars?{query}")).IsProblem(HttpStatusCode.BadRequest, "invalid");

        Assert.Equal([field], problem.Fields());
    }

    [Theory]
    [InlineData("NOPEUSDT")]
    [InlineData("upload:1")]
    [InlineData("demo:")]
    [InlineData("mars:BTCUSDT")]
    [InlineData("demo:BTCUSDT:1")]
    public async Task Bars_OfAnUnknownSymbol_AreNotFoundWhateverTheQuery(string symbol)
    {
        await (await _user.Client.GetAsync($"/api/v1/symbols/{symbol}/bars?limit=0")).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Trades_AnswerTheirRows()
    {
        _host.Market.Trades[Btc] = [new Trade(7, 60_000.10m, 0.001m, 1_500, true, 70, 72), new Trade(8, 60_000.20m, 2m, 1_600, false, 73, 73)];

        var text = await _user.Client.GetStringAsync("/api/v1/symbols/BTCUSDT/trades?from=1600");
        var csv = await _user.Client.GetStringAsync("/api/v1/symbols/BTCUSDT/trades?limit=1&to=1600&format=csv");

        Assert.Equal("""{"symbol":"BTCUSDT","venue":"demo","trades":[{"id":8,"time":1600,"price":60000.20,"size":2,"isBuyerMaker":false}]}""", text);
        Assert.Equal("time,time_ms,id,price,size,is_buyer_maker\r\n1970-01-01T00:00:01.500Z,1500,7,60000.10,0.001,true\r\n", csv);
    }

    [Fact]
    public async Task Symbols_SayWhatIsTracked()
    {
        await _user.Client.PostAsync("/api/v1/symbols/SOLUSDT/track", null);

        var all = await _user.Client.GetFromJsonAsync<JsonElement>("/api/v1/symbols");
        var tracked = await _user.Client.GetFromJsonAsync<JsonElement>("/api/v1/symbols?tracked=true");

        Assert.Equal(["ADAUSDT", "BTCUSDT", "ETHUSDT", "SOLUSDT"], Names(all));
        Assert.Equal(["BTCUSDT", "ETHUSDT", "SOLUSDT"], Names(tracked));
        Assert.Equal(
            """{"symbol":"BTCUSDT","venue":"demo","tracked":true,"lastPrice":100.25,"change24h":1.5,"volume24h":12.5,"tickSize":0.10,"state":"live"}""",
            all.GetProperty("items")[1].GetRawText());
        Assert.Equal(
            """{"symbol":"ADAUSDT","venue":"demo","tracked":false,"lastPrice":null,"change24h":null,"volume24h":null,"tickSize":0.10,"state":null}""",
            all.GetProperty("items")[0].GetRawText());
    }

    [Fact]
    public async Task Symbols_InPagesAndByQuery_AreFound()
    {
        var first = await _user.Client.GetFromJsonAsync<JsonElement>("/api/v1/symbols?limit=3");
        var second = await _user.Client.GetFromJsonAsync<JsonElement>($"/api/v1/symbols?limit=3&cursor={first.GetProperty("nextCursor").GetString()}");

        Assert.Equal(["ADAUSDT", "BTCUSDT", "ETHUSDT"], Names(first));
        Assert.Equal(["SOLUSDT"], Names(second));
        Assert.Equal(["BTCUSDT"], Names(await _user.Client.GetFromJsonAsync<JsonElement>("/api/v1/symbols?query=btc")));
    }

    [Fact]
    public async Task Track_ThenUntrack_ComesAndGoes()
    {
        Assert.Equal(HttpStatusCode.NoContent, (await _user.Client.PostAsync("/api/v1/symbols/SOLUSDT/track", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await _user.Client.PostAsync("/api/v1/symbols/ADAUSDT/track", null)).StatusCode);
        await (await _user.Client.PostAsync("/api/v1/symbols/BTCUSDT/track", null)).IsProblem(HttpStatusCode.UnprocessableEntity, "quota");
        await (await _user.Client.PostAsync("/api/v1/symbols/NOPEUSDT/track", null)).IsProblem(HttpStatusCode.NotFound, "not_found");
        Assert.Equal(HttpStatusCode.NoContent, (await _user.Client.DeleteAsync("/api/v1/symbols/SOLUSDT/track")).StatusCode);
        Assert.Equal(["ADAUSDT", "BTCUSDT", "ETHUSDT"], Names(await _user.Client.GetFromJsonAsync<JsonElement>("/api/v1/symbols?tracked=true")));
    }

    [Fact]
    public async Task Feed_ShowsTheAlwaysOnSymbolsAndOnesOwn()
    {
        _host.Market.State = FeedState.Stale;

        var feed = await _user.Client.GetFromJsonAsync<JsonElement>("/api/v1/feed");

        Assert.Equal(
            """{"venue":"demo","kind":"demo","state":"stale","since":5000,"reason":"cut off"}""",
            JsonSerializer.Serialize(feed.EnumerateObject().Where(member => member.Name is not "symbols" and not "restWeightUsed").ToDictionary(member => member.Name, member => member.Value)));
        Assert.Equal(42, feed.GetProperty("restWeightUsed").GetInt32());
        // ADAUSDT is fed because somebody else wants it.
        Assert.Equal(["BTCUSDT", "ETHUSDT"], feed.GetProperty("symbols").EnumerateArray().Select(symbol => symbol.GetProperty("symbol").GetString()));
        Assert.Equal(
            """{"symbol":"BTCUSDT","state":"live","lastTradeTime":4000,"lagMs":12.5,"gaps":{"open":1,"filled":2,"failed":3},"duplicates":4,"early":5,"late":6,"rejected":7}""",
            feed.GetProperty("symbols")[0].GetRawText());
    }

    private static List<string?> Names(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(symbol => symbol.GetProperty("symbol").GetString())];

    private async Task<List<long>> Opens(string query) =>
        [.. (await _user.Client.GetFromJsonAsync<JsonElement>($"/api/v1/symbols/BTCUSDT/bars?{query}")).GetProperty("bars").EnumerateArray().Select(bar => bar.GetProperty("openTime").GetInt64() / Minute)];
}
