using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using QuantPlatform.MarketSimulator;
using Xunit;

namespace QuantPlatform.Tests.MarketSimulator;

public sealed class RestApiTests : IAsyncLifetime, IDisposable
{
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 5, 4, 10, 20, 30, TimeSpan.Zero));
    private ExchangeServer _exchange = null!;
    private HttpClient _http = null!;

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task InitializeAsync()
    {
        _exchange = await ExchangeServer.Start(new SyntheticMarket(1, _time), time: _time);
        _http = new HttpClient { BaseAddress = new Uri(_exchange.RestUrl, "fapi/v1/") };
    }

    public async Task DisposeAsync() => await _exchange.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("aggTrades", -1102)]
    [InlineData("aggTrades?symbol=NOSUCH", -1121)]
    [InlineData("aggTrades?symbol=btcusdt", -1121)]
    [InlineData("aggTrades?symbol=BTCUSDT&limit=1001", -1130)]
    [InlineData("aggTrades?symbol=BTCUSDT&limit=0", -1130)]
    [InlineData("aggTrades?symbol=BTCUSDT&fromId=x", -1100)]
    [InlineData("aggTrades?symbol=BTCUSDT&fromId=1&startTime=1", -1128)]
    [InlineData("aggTrades?symbol=BTCUSDT&startTime={now-172900000}", -4166)]
    [InlineData("aggTrades?symbol=BTCUSDT&fromId=1000", -4166)]
    [InlineData("aggTrades?symbol=BTCUSDT&startTime={now-100}&endTime={now-200}", -1023)]
    [InlineData("aggTrades?symbol=BTCUSDT&startTime={now-7200000}&endTime={now-100}", -1127)]
    [InlineData("klines?symbol=BTCUSDT", -1102)]
    [InlineData("klines?symbol=BTCUSDT&interval=1s", -1120)]
    [InlineData("klines?symbol=BTCUSDT&interval=1m&limit=1501", -1130)]
    public async Task Get_WrongParameters_AnswersTheExchangesCode(string call, int code)
    {
        using var response = await _http.GetAsync(Fill(call));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(code, body.GetProperty("code").GetInt32());
        Assert.NotEqual("0", response.Headers.GetValues("X-MBX-USED-WEIGHT-1M").Single());
    }

    [Theory]
    [InlineData("ping", 1)]
    [InlineData("time", 1)]
    [InlineData("exchangeInfo", 1)]
    [InlineData("aggTrades?symbol=DOTUSDT", 20)]
    [InlineData("trades?symbol=DOTUSDT", 5)]
    [InlineData("premiumIndex?symbol=DOTUSDT", 1)]
    [InlineData("premiumIndex", 10)]
    [InlineData("ticker/24hr?symbol=DOTUSDT", 1)]
    [InlineData("klines?symbol=DOTUSDT&interval=1m", 5)]
    [InlineData("klines?symbol=DOTUSDT&interval=1m&limit=99", 1)]
    [InlineData("klines?symbol=DOTUSDT&interval=1m&limit=100", 2)]
    [InlineData("klines?symbol=DOTUSDT&interval=1m&limit=500", 2)]
    [InlineData("klines?symbol=DOTUSDT&interval=1m&limit=1000", 5)]
    [InlineData("klines?symbol=DOTUSDT&interval=1m&limit=1500", 10)]
    public async Task Get_Endpoint_CostsItsWeight(string call, int weight)
    {
        using var response = await _http.GetAsync(call);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(weight.ToString(), response.Headers.GetValues("X-MBX-USED-WEIGHT-1M").Single());
    }

    [Fact]
    public async Task Get_OverTheBudget_Is429ThenBannedThenFreeAgain()
    {
        var statuses = new List<int>();
        for (var i = 0; i < 120 + 12; i++)
        {
            using var response = await _http.GetAsync("aggTrades?symbol=DOTUSDT&limit=1");
            statuses.Add((int)response.StatusCode);
            if (statuses[^1] == 429)
                Assert.Equal(TimeSpan.FromSeconds(30), response.Headers.RetryAfter?.Delta);
        }

        Assert.Equal(Enumerable.Repeat(200, 120).Concat(Enumerable.Repeat(429, 10)).Concat([418, 418]), statuses);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(418, (int)(await _http.GetAsync("ping")).StatusCode);
        _time.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Equal(200, (int)(await _http.GetAsync("ping")).StatusCode);
    }

    [Fact]
    public async Task AggTrades_ByTime_BoundsAreInclusiveAndLimitTakesTheFirst()
    {
        var recent = await Rows("aggTrades?symbol=BTCUSDT");
        Assert.Equal(500, recent.Length);
        var (first, last) = (recent[10].GetProperty("T").GetInt64(), recent[400].GetProperty("T").GetInt64());
        var window = await Rows($"aggTrades?symbol=BTCUSDT&startTime={first}&endTime={last}&limit=1000");
        var expected = recent.Where(r => r.GetProperty("T").GetInt64() >= first && r.GetProperty("T").GetInt64() <= last).Select(Id).ToList();
        Assert.Equal(expected, window.Select(Id));
        Assert.Equal(expected.Take(7), (await Rows($"aggTrades?symbol=BTCUSDT&startTime={first}&endTime={last}&limit=7")).Select(Id));
        Assert.Equal(expected.TakeLast(7), (await Rows($"aggTrades?symbol=BTCUSDT&endTime={last}&limit=7")).Select(Id));
        Assert.Equal(["a", "p", "q", "nq", "f", "l", "T", "m"], window[0].EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Klines_WithoutTimes_EndWithTheOpenCandle()
    {
        var rows = await Rows("klines?symbol=ETHUSDT&interval=5m&limit=20");
        Assert.Equal(20, rows.Length);
        Assert.Equal(Now / 300_000 * 300_000, rows[^1][0].GetInt64());
        Assert.All(rows, r => Assert.Equal(12, r.GetArrayLength()));
        Assert.All(rows, r => Assert.Equal(r[0].GetInt64() + 299_999, r[6].GetInt64()));
        var start = rows[3][0].GetInt64();
        Assert.Equal(rows[3..9].Select(r => r.GetRawText()), (await Rows($"klines?symbol=ETHUSDT&interval=5m&startTime={start - 1}&limit=6")).Select(r => r.GetRawText()));
        Assert.Equal(rows[3..9].Select(r => r.GetRawText()), (await Rows($"klines?symbol=ETHUSDT&interval=5m&startTime={start}&endTime={rows[8][0].GetInt64()}")).Select(r => r.GetRawText()));
    }

    [Fact]
    public async Task ExchangeInfo_Asked_ListsFiltersAndLimitsCompressed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "exchangeInfo");
        request.Headers.Add("Accept-Encoding", "gzip");
        using var response = await _http.SendAsync(request);
        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
        await using var text = new System.IO.Compression.GZipStream(await response.Content.ReadAsStreamAsync(), System.IO.Compression.CompressionMode.Decompress);
        var info = (await JsonDocument.ParseAsync(text)).RootElement;
        Assert.Equal(2400, info.GetProperty("rateLimits")[0].GetProperty("limit").GetInt32());
        var btc = info.GetProperty("symbols").EnumerateArray().Single(s => s.GetProperty("symbol").GetString() == "BTCUSDT");
        Assert.Equal(("PERPETUAL", "TRADING", "BTC", "USDT"), (Text(btc, "contractType"), Text(btc, "status"), Text(btc, "baseAsset"), Text(btc, "quoteAsset")));
        var filters = btc.GetProperty("filters").EnumerateArray().ToDictionary(f => Text(f, "filterType")!);
        Assert.Equal("0.10", Text(filters["PRICE_FILTER"], "tickSize"));
        Assert.Equal("0.001", Text(filters["LOT_SIZE"], "stepSize"));
    }

    [Fact]
    public async Task Time_Asked_IsTheExchangesClock()
    {
        var body = await _http.GetFromJsonAsync<JsonElement>("time");
        Assert.Equal(Now, body.GetProperty("serverTime").GetInt64());
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static long Id(JsonElement row) => row.GetProperty("a").GetInt64();

    private async Task<JsonElement[]> Rows(string call) => [.. (await _http.GetFromJsonAsync<JsonElement>(call)).EnumerateArray()];

    /// <summary>Replaces <c>{now-N}</c> by the exchange's time less N milliseconds.</summary>
    private string Fill(string call) => string.Concat(call.Split('{', '}').Select(part =>
        part.StartsWith("now-", StringComparison.Ordinal) ? (Now - long.Parse(part[4..])).ToString() : part));
}
