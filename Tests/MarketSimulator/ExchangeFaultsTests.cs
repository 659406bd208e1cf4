using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using QuantPlatform.MarketSimulator;
using Xunit;

namespace QuantPlatform.Tests.MarketSimulator;

public sealed class ExchangeFaultsTests : IAsyncLifetime, IDisposable
{
    private const int Trades = 300;
    private readonly SmallTape _file = SmallTape.Of(2 * Trades);
    private readonly ManualTime _time = new();
    private TapeMarket _tape = null!;
    private ExchangeServer _exchange = null!;
    private HttpClient _http = null!;

    private static IEnumerable<long> AllIds => Enumerable.Range(SmallTape.FirstId, Trades).Select(i => (long)i);

    public async Task InitializeAsync()
    {
        _tape = TapeMarket.Load(_file.Path, new TapeOptions { Speed = 0, Start = TapeStart.Manual }, _time);
        _exchange = await ExchangeServer.Start(_tape, new ExchangeOptions { FaultControl = true, SendQueue = 4 }, _time);
        _http = new HttpClient { BaseAddress = _exchange.RestUrl };
    }

    public async Task DisposeAsync() => await _exchange.DisposeAsync();

    public void Dispose()
    {
        _http.Dispose();
        _file.Dispose();
    }

    [Fact]
    public async Task Stream_SlowReader_SetsThePaceAndLosesNothing()
    {
        await using var client = await Play();
        Assert.Equal(AllIds, (await client.Read(Trades)).Select(Id));
    }

    [Fact]
    public async Task DuplicateEvery_Three_SendsEveryThirdTwice()
    {
        _exchange.Faults.DuplicateEvery = 3;
        await using var client = await Play();
        Assert.Equal(AllIds.SelectMany(id => (id - SmallTape.FirstId) % 3 == 2 ? new[] { id, id } : [id]), (await client.Read(Trades + (Trades / 3))).Select(Id));
    }

    [Fact]
    public async Task ReorderWindow_Seven_ShufflesWithinWindowsOnly()
    {
        _exchange.Faults.ReorderWindow = 7;
        await using var client = await Play();
        var ids = (await client.Read(Trades)).Select(Id).ToList();
        Assert.NotEqual(AllIds, ids);
        Assert.Equal(AllIds.Chunk(7), ids.Chunk(7).Select(c => c.Order().ToArray()));
    }

    [Fact]
    public async Task DropIds_Hole_IsMissingOnTheSocketAndThereOverRest()
    {
        _exchange.Faults.DropIds("BTCUSDT", SmallTape.FirstId + 10, SmallTape.FirstId + 19);
        _exchange.Faults.DropNext("BTCUSDT", 2);
        await using var client = await Play();
        var ids = (await client.Read(Trades - 12)).Select(Id).ToList();
        Assert.Equal(AllIds.Where((_, i) => i is > 1 and not (>= 10 and <= 19)), ids);
        var rest = await _http.GetFromJsonAsync<JsonElement>($"fapi/v1/aggTrades?symbol=BTCUSDT&fromId={SmallTape.FirstId}&limit=1000");
        Assert.Equal(AllIds, rest.EnumerateArray().Select(r => r.GetProperty("a").GetInt64()));
    }

    [Fact]
    public async Task GarbageEvery_Ten_AddsEveryKindAndKeepsTheTrades()
    {
        _exchange.Faults.GarbageEvery = 10;
        await using var client = await Play();
        var ids = new List<long>();
        var garbage = new List<string>();
        var binary = 0;
        for (var i = 0; i < Trades + (Trades / 10); i++)
        {
            var text = (await client.Read())!;
            binary += client.LastType == WebSocketMessageType.Binary ? 1 : 0;
            if (i % 11 == 10)
                garbage.Add(text);
            else
                ids.Add(Id(text));
        }

        Assert.Equal(AllIds, ids);
        Assert.Equal(10, garbage.Distinct().Count());
        Assert.Contains(garbage, g => g.Length > 1 << 20);
        Assert.Equal(3, binary);
    }

    [Fact]
    public async Task CutSocketsAfter_Fifty_CutsThereAndRestHasTheRest()
    {
        _exchange.Faults.CutSocketsAfter(50);
        await using var client = await Play();
        var ids = (await client.ReadUntilCut()).ConvertAll(Id);
        Assert.InRange(ids.Count, 0, 50);   // a reset may overtake what was just sent
        Assert.Equal(AllIds.Take(ids.Count), ids);
        await Until(() => _tape.Position == _tape.Length);
        Assert.Equal(AllIds, _tape.TradesFrom(_tape.Symbols[0], 0, 1000).Select(t => t.Id));
    }

    [Fact]
    public async Task CutSockets_Now_CutsAll()
    {
        await using var client = await ExchangeClient.Connect(_exchange.MarketUrl, "/ws");
        await using var other = await ExchangeClient.Connect(_exchange.WebSocketUrl, "/ws");
        await Until(() => _exchange.Sockets == 2);
        _exchange.Faults.CutSockets();
        Assert.Empty(await client.ReadUntilCut());
        Assert.Empty(await other.ReadUntilCut());
    }

    [Fact]
    public async Task RefuseSockets_ForAWhile_ThenAcceptsAgain()
    {
        _exchange.Faults.RefuseSockets(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<WebSocketException>(() => ExchangeClient.Connect(_exchange.MarketUrl, "/ws"));
        _time.Advance(TimeSpan.FromSeconds(31));
        await using var client = await ExchangeClient.Connect(_exchange.MarketUrl, "/ws");
        Assert.Equal("""{"result":[],"id":1}""", await client.Ask("""{"method":"LIST_SUBSCRIPTIONS","id":1}"""));
    }

    [Fact]
    public async Task Silent_On_AcknowledgesAndDeliversNothing()
    {
        _exchange.Faults.Silent = true;
        await using var client = await Play();
        await Until(() => _tape.Position == _tape.Length);
        Assert.Equal("""{"result":["btcusdt@aggTrade"],"id":1}""", await client.Ask("""{"method":"LIST_SUBSCRIPTIONS","id":1}"""));
    }

    [Fact]
    public async Task Delay_Set_HoldsFramesBack()
    {
        _exchange.Faults.Delay = TimeSpan.FromMilliseconds(200);
        var watch = Stopwatch.StartNew();
        await using var client = await Play();
        Assert.Equal(SmallTape.FirstId, Id((await client.Read())!));
        Assert.True(watch.ElapsedMilliseconds >= 190, $"the first frame came after {watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task HangRest_UntilReleased_ThenAnswers()
    {
        _exchange.Faults.HangRest();
        var call = _http.GetStringAsync("fapi/v1/ping");
        await Until(() => _exchange.RestCalls == 1);
        Assert.False(call.IsCompleted);
        _exchange.Faults.ReleaseRest();
        Assert.Equal("{}", await call);
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(429, true)]
    public async Task FailRest_Twice_ThenAnswers(int status, bool retryAfter)
    {
        _exchange.Faults.FailRest(status, 2);
        foreach (var expected in new[] { status, status, 200 })
        {
            using var response = await _http.GetAsync("fapi/v1/ping");
            Assert.Equal(expected, (int)response.StatusCode);
            Assert.Equal(expected != 200 && retryAfter, response.Headers.RetryAfter is not null);
        }
    }

    [Fact]
    public async Task Control_OverHttp_SwitchesFaults()
    {
        Assert.Contains("POST /faults/cut", await _http.GetStringAsync("faults"), StringComparison.Ordinal);
        await Post("faults/duplicate?every=4", HttpStatusCode.OK);
        await Post("faults/reorder?window=9&seed=3", HttpStatusCode.OK);
        await Post("faults/silent?on=true", HttpStatusCode.OK);
        Assert.Equal((4, 9, 3, true), (_exchange.Faults.DuplicateEvery, _exchange.Faults.ReorderWindow, _exchange.Faults.ReorderSeed, _exchange.Faults.Silent));
        await Post("faults/reset", HttpStatusCode.OK);
        Assert.Equal((0, 0, false), (_exchange.Faults.DuplicateEvery, _exchange.Faults.ReorderWindow, _exchange.Faults.Silent));
        await Post("faults/duplicate?every=often", HttpStatusCode.BadRequest);
        await Post("faults/earthquake", HttpStatusCode.NotFound);

        async Task Post(string path, HttpStatusCode status)
        {
            using var response = await _http.PostAsync(path, null);
            Assert.Equal(status, response.StatusCode);
        }
    }

    [Fact]
    public async Task Control_NotSwitchedOn_IsNotThere()
    {
        await using var plain = await ExchangeServer.Start(new SyntheticMarket(1, _time));
        using var response = await _http.GetAsync(new Uri(plain.RestUrl, "faults"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static long Id(string frame) => ExchangeClient.Parse(frame).GetProperty("a").GetInt64();

    private static async Task Until(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
            await Task.Delay(5, deadline.Token);
    }

    /// <summary>A socket on the BTCUSDT trades of the tape, which begins to play.</summary>
    private async Task<ExchangeClient> Play()
    {
        var client = await ExchangeClient.Connect(_exchange.MarketUrl, "/ws/btcusdt@aggTrade");
        await Until(() => _exchange.Sockets == 1);
        _tape.Start();
        return client;
    }
}
