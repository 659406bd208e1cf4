using System.Net.WebSockets;
using QuantPlatform.MarketSimulator;
using Xunit;

namespace QuantPlatform.Tests.MarketSimulator;

public sealed class ControlProtocolTests : IAsyncLifetime, IDisposable
{
    private readonly SmallTape _file = SmallTape.Of(100);
    private ExchangeServer _exchange = null!;

    public async Task InitializeAsync() => _exchange = await ExchangeServer.Start(TapeMarket.Load(_file.Path, new TapeOptions { Speed = 0 }));

    public async Task DisposeAsync() => await _exchange.DisposeAsync();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("""{"method":"SUBSCRIBE","params":["nosuch@aggTrade","BTCUSDT@aggTrade"],"id":1}""", """{"result":null,"id":1}""")]
    [InlineData("""{"method":"UNSUBSCRIBE","params":["nosuch@aggTrade"],"id":312}""", """{"result":null,"id":312}""")]
    [InlineData("""{"method":"LIST_SUBSCRIPTIONS","id":3}""", """{"result":[],"id":3}""")]
    [InlineData("""{"method":"GET_PROPERTY","params":["combined"],"id":2}""", """{"result":false,"id":2}""")]
    [InlineData("""{"method":"SET_PROPERTY","params":["combined",true],"id":5}""", """{"result":null,"id":5}""")]
    [InlineData("""{"method":"GET_PROPERTY","params":["colour"],"id":2}""", """{"code":0,"msg":"Unknown property","id":2}""")]
    [InlineData("""{"method":"SET_PROPERTY","params":["combined","yes"],"id":2}""", """{"code":1,"msg":"Invalid value type: expected Boolean","id":2}""")]
    [InlineData("""{"method":"GET_PROPERTY","params":[7],"id":2}""", """{"code":2,"msg":"Invalid request: property name must be a string","id":2}""")]
    [InlineData("""{"method":"GET_PROPERTY","params":["combined",1],"id":2}""", """{"code":2,"msg":"Invalid request: too many parameters","id":2}""")]
    [InlineData("""{"method":"LIST_SUBSCRIPTIONS","id":-3}""", """{"code":2,"msg":"Invalid request: request ID must be an unsigned integer"}""")]
    public async Task Ask_Request_AnswersAsDocumented(string request, string answer)
    {
        await using var client = await ExchangeClient.Connect(_exchange.MarketUrl, "/ws");
        Assert.Equal(answer, await client.Ask(request));
    }

    [Theory]
    [InlineData("""{"method":"SHOUT","id":1}""", 2, "unknown variant SHOUT, expected one of SUBSCRIBE")]
    [InlineData("""{"params":[],"id":1}""", 2, "missing field `method`")]
    [InlineData("nonsense", 3, "Invalid JSON: expected value at line 1 column")]
    public async Task Ask_BadRequest_NamesTheFault(string request, int code, string message)
    {
        await using var client = await ExchangeClient.Connect(_exchange.MarketUrl, "/ws");
        var answer = ExchangeClient.Parse(await client.Ask(request));
        Assert.Equal(code, answer.GetProperty("code").GetInt32());
        Assert.Contains(message, answer.GetProperty("msg").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscribe_OnStreamPath_DeliversWrappedFramesAndListsNames()
    {
        await using var client = await ExchangeClient.Connect(_exchange.MarketUrl, "/stream");
        Assert.Equal("""{"result":null,"id":1}""", await client.Ask("""{"method":"SUBSCRIBE","params":["btcusdt@aggTrade"],"id":1}"""));
        var first = ExchangeClient.Parse((await client.Read())!);
        Assert.Equal("btcusdt@aggTrade", first.GetProperty("stream").GetString());
        var data = first.GetProperty("data");
        Assert.Equal(["e", "E", "s", "a", "p", "q", "nq", "f", "l", "T", "m", "st"], data.EnumerateObject().Select(p => p.Name));
        Assert.True(data.GetProperty("E").GetInt64() >= data.GetProperty("T").GetInt64());
        await client.Read(49);
        Assert.Equal("""{"result":["btcusdt@aggTrade"],"id":2}""", await client.Ask("""{"method":"LIST_SUBSCRIPTIONS","id":2}"""));
    }

    [Theory]
    [InlineData("/ws/btcusdt@aggTrade", "")]
    [InlineData("/stream?streams=btcusdt@aggTrade/btcusdt@trade", "")]
    [InlineData("/public/ws/btcusdt@aggTrade", "")]
    [InlineData("/market/ws/BTCUSDT@aggTrade", "")]
    [InlineData("/market/ws/btcusdt@bookTicker", "")]
    [InlineData("/ws", """{"method":"SUBSCRIBE","params":["btcusdt@aggTrade","ethusdt@trade"],"id":1}""")]
    public async Task Connect_UnroutedOrUnknownStream_AcknowledgesAndStaysSilent(string path, string request)
    {
        await using var silent = await ExchangeClient.Connect(_exchange.WebSocketUrl, path);
        if (request.Length > 0)
            Assert.Equal("""{"result":null,"id":1}""", await silent.Ask(request));

        // Another socket gets the whole tape while this one gets nothing.
        await using var routed = await ExchangeClient.Connect(_exchange.MarketUrl, "/ws/btcusdt@aggTrade");
        await routed.Read(50);
        Assert.Equal("""{"result":true,"id":9}""", await SetAndGetCombined(silent));
    }

    [Fact]
    public async Task Subscribe_TooManyStreams_ClosesWith1008()
    {
        await using var client = await ExchangeClient.Connect(_exchange.MarketUrl, "/ws");
        await client.Ask($$"""{"method":"SUBSCRIBE","params":[{{Names(0, 1024)}}],"id":1}""");
        Assert.Equal("""{"error":{"code":4,"msg":"Too many subscriptions"},"id":2}""", await client.Ask($$"""{"method":"SUBSCRIBE","params":[{{Names(1024, 1)}}],"id":2}"""));
        Assert.Null(await client.Read());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.CloseStatus);

        static string Names(int from, int count) => string.Join(',', Enumerable.Range(from, count).Select(i => $"\"x{i}@aggTrade\""));
    }

    [Fact]
    public async Task Send_FortyMessagesAtOnce_ClosesWithTooManyRequests()
    {
        await using var client = await ExchangeClient.Connect(_exchange.MarketUrl, "/ws");
        for (var i = 0; i < 40; i++)
            await client.Send($$"""{"method":"LIST_SUBSCRIPTIONS","id":{{i}}}""");
        var answers = 0;
        while (await client.Read() is not null)
            answers++;
        Assert.InRange(answers, 15, 30);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.CloseStatus);
        Assert.Equal("Too many requests", client.CloseReason);
    }

    private static async Task<string> SetAndGetCombined(ExchangeClient client)
    {
        await client.Ask("""{"method":"SET_PROPERTY","params":["combined",true],"id":8}""");
        return await client.Ask("""{"method":"GET_PROPERTY","params":["combined"],"id":9}""");
    }
}
