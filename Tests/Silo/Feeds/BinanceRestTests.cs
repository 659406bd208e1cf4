using System.Net;
using System.Text;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Feeds.Rest;
using Xunit;

namespace QuantPlatform.Tests.Silo.Feeds;

public sealed class BinanceRestTests : IDisposable
{
    private readonly ManualTime time = new();
    private readonly WeightBudget budget;
    private readonly Stub stub = new();
    private readonly HttpClient http;
    private readonly BinanceRest rest;

    public BinanceRestTests()
    {
        budget = new WeightBudget(time);
        http = new HttpClient(stub) { BaseAddress = new Uri("http://exchange.test/") };
        rest = new BinanceRest(http, budget, time, PumpRig.Metrics());
    }

    public void Dispose()
    {
        http.Dispose();
        budget.Dispose();
    }

    [Fact]
    public async Task AggTrades_FromId_AsksOnePageAndReadsExactRows()
    {
        stub.Body = """[{"a":26130,"p":"0.01633102","q":"4.70443515","nq":"4","f":27782,"l":27784,"T":1498793709153,"m":true},{"a":26129,"p":"61800.30","q":"1","f":27781,"l":27781,"T":1498793709153,"m":false}]""";
        var answer = await rest.AggTrades("BTCUSDT", AggTradesFrom.At(26129), RestPriority.Gap, CancellationToken.None);

        Assert.Equal("/fapi/v1/aggTrades?symbol=BTCUSDT&fromId=26129&limit=1000", stub.Asked);
        Assert.Equal(20, budget.Used);
        Assert.Equal([new Trade(26129, 61800.30m, 1m, 1498793709153, false, 27781, 27781), new Trade(26130, 0.01633102m, 4.70443515m, 1498793709153, true, 27782, 27784)], answer.Value!);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(1700000000000, "&startTime=1700000000000")]
    public async Task AggTrades_NewestOrSince_AsksSo(long? since, string query)
    {
        stub.Body = "[]";
        await rest.AggTrades("币安人生USDT", new AggTradesFrom(null, since), RestPriority.CatchUp, CancellationToken.None);

        Assert.Equal($"/fapi/v1/aggTrades?symbol={Uri.EscapeDataString("币安人生USDT")}{query}&limit=1000", stub.Asked);
    }

    [Theory]
    [InlineData(99, 1)]
    [InlineData(100, 2)]
    [InlineData(500, 2)]
    [InlineData(501, 5)]
    [InlineData(1_000, 5)]
    [InlineData(1_500, 10)]
    public async Task Klines_ByLimit_CostsWhatTheExchangeCharges(int limit, int weight)
    {
        stub.Body = """[[1499040000000,"0.01634790","0.80000000","0.01575800","0.01577100","148976.11427815",1499644799999,"2434.19055334",308,"1756.87402397","28.46694368","0"],[1499040060000,"0.01577100","0.01577100","0.01577100","0.01577100","0",1499644859999,"0",0,"0","0","0"]]""";
        var answer = await rest.Klines("BTCUSDT", Interval.OneMinute, 1499040060001, limit, CancellationToken.None);

        Assert.Equal($"/fapi/v1/klines?symbol=BTCUSDT&interval=1m&endTime=1499040060001&limit={limit}", stub.Asked);
        Assert.Equal(weight, budget.Used);
        Assert.Equal(
            new Bar(1499040000000, 0.01634790m, 0.80000000m, 0.01575800m, 0.01577100m, 148976.11427815m, 2434.19055334m, 1756.87402397m, 308, null, null, BarQuality.Traded, 0, BarSource.Kline),
            answer.Value![0]);
        Assert.Equal(BarQuality.Quiet, answer.Value[1].Quality);
    }

    [Fact]
    public async Task ExchangeInfo_SaysItsLimit_TheBudgetFollows()
    {
        stub.Body = """
            {"rateLimits":[{"rateLimitType":"ORDERS","interval":"MINUTE","intervalNum":1,"limit":1200},{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":6000}],
             "symbols":[{"symbol":"ETHUSDT","status":"TRADING","contractType":"PERPETUAL","baseAsset":"ETH","quoteAsset":"USDT","onboardDate":1569398400000,"pricePrecision":2,
               "filters":[{"filterType":"PRICE_FILTER","tickSize":"0.05"},{"filterType":"LOT_SIZE","stepSize":"0.001"}]},{"symbol":7},{"status":"TRADING"}]}
            """;
        var answer = await rest.ExchangeInfo(CancellationToken.None);

        var symbol = Assert.Single(answer.Value!.Symbols);
        Assert.Equal(("ETHUSDT", "TRADING", "PERPETUAL", "ETH", "USDT", 0.05m, 0.001m, 1569398400000L), (symbol.Symbol, symbol.Status, symbol.ContractType, symbol.BaseAsset, symbol.QuoteAsset, symbol.TickSize, symbol.StepSize, symbol.OnboardDate));
        Assert.Equal(6_000, budget.Limit);
    }

    [Fact]
    public async Task Get_WeightHeader_CountsWhatOthersUsed()
    {
        stub.Body = "[]";
        stub.Header = ("X-MBX-USED-WEIGHT-1M", "1777");
        await Ask();

        Assert.Equal(1_777, budget.Used);
    }

    [Fact]
    public async Task Get_RowsTooOld_SaysSoAndIsNotRetried()
    {
        (stub.Status, stub.Body) = (HttpStatusCode.BadRequest, """{"code":-4166,"msg":"Search window is restricted to recent 2 days only."}""");
        var answer = await Ask();

        Assert.Equal((RestFailures.TooOld, false), (answer.Failure, answer.MayRetry));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(418)]
    public async Task Get_Limited_NothingIsSentUntilRetryAfter(int status)
    {
        (stub.Status, stub.Body, stub.Header) = ((HttpStatusCode)status, """{"code":-1003,"msg":"Too many requests"}""", ("Retry-After", "30"));
        Assert.Equal((false, true), (await Ask() is var refused && refused.Succeeded, refused.MayRetry));
        (stub.Status, stub.Body) = (HttpStatusCode.OK, "[]");
        var next = Ask();
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(1, stub.Calls);
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.True((await next.WaitAsync(TimeSpan.FromSeconds(10))).Succeeded);
        Assert.Equal(2, stub.Calls);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("""[{"a":1}]""")]
    [InlineData("""[{"a":1,"p":"-1","q":"1","f":1,"l":1,"T":1498793709153,"m":true}]""")]
    [InlineData("""[{"a":1,"p":"x","q":"1","f":1,"l":1,"T":1498793709153,"m":true}]""")]
    [InlineData("""[{"a":1,"p":1,"q":"1","f":1,"l":1,"T":1498793709153,"m":true}]""")]
    public async Task Get_UnreadableAnswer_IsAFailureThatMayBeRetried(string body)
    {
        stub.Body = body;
        var answer = await Ask();

        Assert.Equal((false, true), (answer.Succeeded, answer.MayRetry));
    }

    [Fact]
    public async Task Get_NobodyThere_IsAFailureThatMayBeRetried()
    {
        stub.Throws = new HttpRequestException("refused");
        Assert.Equal(("refused", true), (await Ask() is var answer ? answer.Failure : null, answer.MayRetry));
    }

    [Fact]
    public async Task Get_UnknownSymbol_IsNotRetried()
    {
        (stub.Status, stub.Body) = (HttpStatusCode.BadRequest, """{"code":-1121,"msg":"Invalid symbol."}""");
        Assert.Equal(("Invalid symbol. (code -1121)", false), (await Ask() is var answer ? answer.Failure : null, answer.MayRetry));
    }

    private Task<RestAnswer<IReadOnlyList<Trade>>> Ask() => rest.AggTrades("BTCUSDT", AggTradesFrom.At(1), RestPriority.Gap, CancellationToken.None);

    private sealed class Stub : HttpMessageHandler
    {
        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public string Body { get; set; } = "";

        public (string Name, string Value)? Header { get; set; }

        public Exception? Throws { get; set; }

        public string? Asked { get; private set; }

        public int Calls { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            Asked = request.RequestUri!.PathAndQuery;
            if (Throws is not null)
            {
                throw Throws;
            }

            var response = new HttpResponseMessage(Status) { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
            if (Header is { } header)
            {
                response.Headers.TryAddWithoutValidation(header.Name, header.Value);
            }

            return Task.FromResult(response);
        }
    }
}
