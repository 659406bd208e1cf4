using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Tests.Silo.Pairs;
using QuantPlatform.Tests.Silo.Statistics;
using QuantPlatform.Tests.Web.Api;
using QuantPlatform.Tests.Web.Api.Fakes;
using Xunit;

namespace QuantPlatform.Tests.Web.Statistics;

public sealed class StatisticsEndpointsTests : IAsyncLifetime
{
    private ApiHost _host = null!;
    private ApiUser _ann = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.Start();
        _ann = await _host.SignUp("ann@example.org");
        var (y, x) = PairBars.Walk(6, 600);
        Put("ETHUSDT", y);
        Put("BTCUSDT", x);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Diagnostics_HasEveryFieldOfTheApi()
    {
        var pair = await _ann.AddPair();

        var answer = await Get($"/api/v1/pairs/{pair}/diagnostics?window=200");

        AssertMembers(answer, "time", "n", "window", "adf", "engleGranger", "johansen", "kpss", "halfLife", "halfLifeOu", "hurst", "crossings", "ljungBox", "stability", "ols", "liquidity", "reasons");
        AssertMembers(answer.GetProperty("adf"), "stat", "pValue", "lag", "nobs", "trend", "critical");
        AssertMembers(answer.GetProperty("adf").GetProperty("critical"), "1%", "5%", "10%");
        AssertMembers(answer.GetProperty("engleGranger"), "yOnX", "xOnY", "cointegrated");
        AssertMembers(answer.GetProperty("engleGranger").GetProperty("xOnY"), "stat", "pValue", "lag", "alpha", "beta", "critical", "cointegrated");
        AssertMembers(answer.GetProperty("johansen"), "lag", "rows");
        AssertMembers(answer.GetProperty("johansen").GetProperty("rows")[0], "rank", "trace", "traceCritical", "maxEigen", "maxEigenCritical");
        AssertMembers(answer.GetProperty("kpss"), "stat", "pValue", "lag", "critical");
        AssertMembers(answer.GetProperty("ljungBox"), "stat", "pValue", "lags");
        AssertMembers(answer.GetProperty("stability"), "test", "stat", "pValue");
        AssertMembers(answer.GetProperty("ols"), "alpha", "beta", "alphaSe", "betaSe", "r2", "residualStd");
        Assert.Equal((200, 200), (answer.GetProperty("n").GetInt32(), answer.GetProperty("window").GetInt32()));
        Assert.True(answer.GetProperty("engleGranger").GetProperty("cointegrated").GetBoolean());
    }

    [Theory]
    [InlineData("diagnostics?window=9", "window")]
    [InlineData("diagnostics?window=5001", "window")]
    [InlineData("diagnostics?window=x", "window")]
    [InlineData("table?every=hour", "every")]
    [InlineData("table?limit=0", "limit")]
    public async Task PairCall_WrongQuery_NamesTheField(string call, string field)
    {
        var pair = await _ann.AddPair();

        var problem = await (await _ann.Client.GetAsync($"/api/v1/pairs/{pair}/{call}")).IsProblem(HttpStatusCode.BadRequest, "invalid");

        Assert.Equal([field], problem.Fields());
    }

    [Fact]
    public async Task Table_IsTheSameInEveryFormat()
    {
        var pair = await _ann.AddPair();
        var from = PairBars.Start;

        var rows = (await Get($"/api/v1/pairs/{pair}/table?from={from + 60_000}&limit=3")).GetProperty("rows");
        var csv = (await _ann.Client.GetStringAsync($"/api/v1/pairs/{pair}/table?from={from + 60_000}&limit=3&format=csv")).Split("\r\n");

        AssertMembers(rows[0], "time", "priceY", "priceX", "changeYPct", "changeXPct", "volumeY", "volumeX", "tradesY", "tradesX", "spread", "z", "beta", "correlation");
        Assert.Equal(3, rows.GetArrayLength());
        Assert.Equal("open_time,open_time_ms,price_y,price_x,change_y_pct,change_x_pct,volume_y,volume_x,trades_y,trades_x,spread,z,beta,correlation", csv[0]);
        Assert.Equal(3 + 2, csv.Length);
        Assert.StartsWith($"2024-08-08T23:01:00.000Z,{from + 60_000},", csv[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stats_HasEveryFieldAndSaysWhetherItIsReady()
    {
        var few = await Get("/api/v1/symbols/ETHUSDT/stats?interval=1m&window=5000");
        var enough = await Get("/api/v1/symbols/ETHUSDT/stats");

        AssertMembers(few, "mean", "std", "high", "low", "last", "returnPct", "volatility", "volume", "vwap", "trades", "samples", "required", "ready");
        Assert.Equal((600, 5_000, false), (few.GetProperty("samples").GetInt32(), few.GetProperty("required").GetInt32(), few.GetProperty("ready").GetBoolean()));
        Assert.Equal((240, 240, true), (enough.GetProperty("samples").GetInt32(), enough.GetProperty("required").GetInt32(), enough.GetProperty("ready").GetBoolean()));
        await (await _ann.Client.GetAsync("/api/v1/symbols/NOSUCH/stats?window=1")).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Correlation_AnswersTheMatrixInTheOrderAsked()
    {
        var answer = await (await Post("correlation", new { symbols = new[] { "ETHUSDT", "demo:BTCUSDT" }, window = 100 })).Content.ReadFromJsonAsync<JsonElement>();

        AssertMembers(answer, "symbols", "matrix", "samples");
        Assert.Equal(["ETHUSDT", "demo:BTCUSDT"], answer.GetProperty("symbols").EnumerateArray().Select(symbol => symbol.GetString()));
        Assert.Equal(100, answer.GetProperty("samples").GetInt32());
        var matrix = answer.GetProperty("matrix");
        Assert.Equal(1, matrix[0][0].GetDouble());
        Assert.Equal(matrix[0][1].GetDouble(), matrix[1][0].GetDouble());
        Assert.InRange(matrix[0][1].GetDouble(), 0.5, 1);
    }

    [Theory]
    [InlineData("""{}""", "symbols")]
    [InlineData("""{"symbols":["ETHUSDT"]}""", "symbols")]
    [InlineData("""{"symbols":["ETHUSDT","NOSUCH"]}""", "symbols[1]")]
    [InlineData("""{"symbols":["ETHUSDT","demo:ETHUSDT"]}""", "symbols[1]")]
    [InlineData("""{"symbols":["ETHUSDT","BTCUSDT"],"window":5}""", "window")]
    [InlineData("""{"symbols":["ETHUSDT","BTCUSDT"],"interval":"2m"}""", "interval")]
    public async Task Correlation_WrongBody_NamesTheField(string body, string field) => await AssertInvalid("correlation", body, field);

    [Fact]
    public async Task Pair_HasTheFieldsOfASnapshotAndDiagnostics()
    {
        var (y, x) = Walks.Cointegrated(1, 300);
        var pair = await _ann.AddPair();
        _host.PairOf(_ann, pair).Snapshot = FakePair.SnapshotOf(pair, 60_000, 1, 2);
        var snapshot = await Get($"/api/v1/pairs/{pair}/snapshot");

        var answer = await (await Post("pair", new { y, x })).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(snapshot.EnumerateObject().Select(member => member.Name).Append("diagnostics").Order(), answer.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("pairId").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("feedState").ValueKind);
        Assert.Equal(["y", "x"], answer.GetProperty("legs").EnumerateArray().Select(leg => leg.GetProperty("symbol").GetString()));
        Assert.Equal(240, answer.GetProperty("diagnostics").GetProperty("n").GetInt32());
        Assert.True(answer.GetProperty("cointegrated").GetBoolean());
        Assert.InRange(answer.GetProperty("beta").GetDouble(), 1.1, 1.3);
    }

    [Fact]
    public async Task Pair_AHundredThousandPointsInOneWindow_IsAnswered()
    {
        var (y, x) = Walks.Cointegrated(2, 100_000);

        var answer = await Post("pair", new { y, x, window = 100_000, time = Enumerable.Range(0, 100_000).Select(i => 1_700_000_000_000 + (60_000L * i)) });

        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(100_000, body.GetProperty("diagnostics").GetProperty("n").GetInt32());
        Assert.Equal(1_700_000_000_000 + (60_000L * 99_999), body.GetProperty("time").GetInt64());
        Assert.Equal(1.2, body.GetProperty("beta").GetDouble(), 1e-2);
    }

    [Theory]
    [InlineData("""{}""", "y", "x")]
    [InlineData("""{"y":[1,2,3],"x":[1,2,3]}""", "y")]
    [InlineData("""{"y":[1,2,3,4,5,6,7,8,9,10],"x":[1,2,3,4,5,6,7,8,9]}""", "x")]
    [InlineData("""{"y":[1,2,3,4,5,6,7,8,9,0],"x":[1,2,3,4,5,6,7,8,9,10]}""", "y[9]")]
    [InlineData("""{"y":[1,2,3,NaN,5,6,7,8,9,10],"x":[1,2,3,4,5,6,7,8,9,10]}""", "y[3]")]
    [InlineData("""{"y":[1,2,3,null,5,6,7,8,9,10],"x":[1,2,3,4,5,6,7,8,9,10]}""", "y[3]")]
    [InlineData("""{"y":[1,2,3,"NaN",5,6,7,8,9,10],"x":[1,2,3,4,5,6,7,8,9,10]}""", "y[3]")]
    [InlineData("""{"y":[1,2,3,1e999,5,6,7,8,9,10],"x":[1,2,3,4,5,6,7,8,9,10]}""", "y[3]")]
    [InlineData("""{"y":[1,2,3,4,5,6,7,8,9,10],"x":[1,2,3,4,5,6,7,8,9,10],"window":11}""", "window")]
    [InlineData("""{"y":[1,2,3,4,5,6,7,8,9,10],"x":[1,2,3,4,5,6,7,8,9,10],"foo":11}""", "foo")]
    [InlineData("""{"y":[1,2,3,4,5,6,7,8,9,10],"x":[1,2,3,4,5,6,7,8,9,10],"kalman":{"delta":0.1}}""", "kalman")]
    public async Task Pair_WrongBody_NamesFieldAndRule(string body, params string[] fields) => await AssertInvalid("pair", body, fields);

    [Fact]
    public async Task Pair_BodyTooLarge_IsRefusedUnread()
    {
        using var content = new StringContent($$"""{"y":[{{string.Join(',', Enumerable.Repeat("1.0", 3_000_000))}}]}""", Encoding.UTF8, "application/json");

        // The client waits for the word to go on, which never comes.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/analytics/pair") { Content = content };
        request.Headers.ExpectContinue = true;

        await (await _ann.Client.SendAsync(request)).IsProblem(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }

    [Fact]
    public async Task AnyCalculation_QueueFull_SaysWhenToComeAgain()
    {
        var pair = await _ann.AddPair();
        _host.Grains.Behind<FakeAnalytics>(typeof(IAnalyticsGrain), "0").IsBusy = true;
        var (y, x) = Walks.Cointegrated(1, 20);

        foreach (var answer in new[]
        {
            await _ann.Client.GetAsync($"/api/v1/pairs/{pair}/diagnostics"),
            await _ann.Client.GetAsync($"/api/v1/pairs/{pair}/table"),
            await Post("pair", new { y, x }),
            await Post("correlation", new { symbols = new[] { "ETHUSDT", "BTCUSDT" } }),
        })
        {
            await answer.IsProblem(HttpStatusCode.TooManyRequests, "busy");
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        }
    }

    private async Task AssertInvalid(string call, string body, params string[] fields)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var problem = await (await _ann.Client.PostAsync($"/api/v1/analytics/{call}", content)).IsProblem(HttpStatusCode.BadRequest, "invalid");

        Assert.Equal(fields, problem.Fields());
        Assert.All(problem.GetProperty("errors").EnumerateArray(), error => Assert.False(string.IsNullOrEmpty(error.GetProperty("rule").GetString())));
    }

    private Task<JsonElement> Get(string path) => _ann.Client.GetFromJsonAsync<JsonElement>(path);

    private Task<HttpResponseMessage> Post(string call, object body) => _ann.Client.PostAsJsonAsync($"/api/v1/analytics/{call}", body);

    private static void AssertMembers(JsonElement of, params string[] names) => Assert.Equal(names.Order(), of.EnumerateObject().Select(member => member.Name).Order());

    // A minute apart, as the default interval of a pair wants them.
    private void Put(string symbol, List<Bar> bars) => _host.Market.Bars[(new SymbolKey(Venues.Demo, symbol), Interval.OneMinute)] =
        [.. bars.Select((bar, i) => bar with { OpenTime = PairBars.Start + (60_000L * i) })];
}
