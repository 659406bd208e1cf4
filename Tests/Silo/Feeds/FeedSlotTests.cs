using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using QuantPlatform.Silo.Feeds.Protocol;
using QuantPlatform.Silo.Feeds.Sockets;
using Xunit;

namespace QuantPlatform.Tests.Silo.Feeds;

/// <summary>One socket's life against a scripted exchange.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The test runner disposes of it through IAsyncLifetime.")]
public sealed class FeedSlotTests : IAsyncLifetime
{
    private const long T = 1_700_000_000_000;

    private readonly CancellationTokenSource stop = new();
    private readonly PumpRig pump = new(time: TimeProvider.System);
    private ScriptedExchange exchange = null!;
    private SlotContext context = null!;
    private FeedSlot slot = null!;
    private Task running = Task.CompletedTask;
    private long number;

    public async Task InitializeAsync()
    {
        exchange = await ScriptedExchange.Start();
        var timings = SocketTimings.Default with { AcknowledgeTimeout = TimeSpan.FromMilliseconds(700), SendSpacing = TimeSpan.FromMilliseconds(20), MaxNames = 2 };
        context = new SlotContext(
            exchange.Address, FrameKind.AggTrade, timings, TimeProvider.System, new Random(1), () => ++number, PumpRig.Metrics(), NullLogger.Instance);
        slot = new FeedSlot(context);
    }

    public async Task DisposeAsync()
    {
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(10));
        await pump.DisposeAsync();
        await exchange.DisposeAsync();
        stop.Dispose();
    }

    [Fact]
    public async Task Run_ManyNames_AreAskedInBatchesAndActiveOnceAcknowledged()
    {
        var feeds = Feeds("BTCUSDT", "ETHUSDT", "币安人生USDT");
        slot.Add(feeds);
        var peer = await Connect();
        await Eventually.Holds(() => peer.Requests.Count == 2, "two requests");

        Assert.Equal("""{"method":"SUBSCRIBE","params":["btcusdt@aggTrade","ethusdt@aggTrade"],"id":1}""", peer.Requests.First());
        Assert.Equal("""{"method":"SUBSCRIBE","params":["币安人生usdt@aggTrade"],"id":2}""", peer.Requests.Last());
        Assert.All(feeds, feed => Assert.Null(feed.Session));
        await peer.Say("""{"result":null,"id":2}""");
        await Eventually.Holds(() => feeds[2].Session is not null, "the third is active");
        Assert.Null(feeds[0].Session);
        await peer.Say(Frame("ETHUSDT", 1, T));
        await Eventually.Holds(() => feeds[1].Session is not null, "its first frame makes the second active");
        Assert.Null(feeds[0].Session);
    }

    [Fact]
    public async Task Receive_FragmentsGarbageBinaryAndHugeMessages_KeepsTheTradesAndCountsTheRest()
    {
        slot.Add(Feeds("BTCUSDT"));
        var peer = await Acknowledged();
        await peer.Say(Encoding.UTF8.GetBytes(Frame("BTCUSDT", 1, T)), fragment: 7);
        await peer.Say("no json");
        await peer.Say([1, 2, 3], type: WebSocketMessageType.Binary);
        await peer.Say(new byte[(1 << 20) + 5_000], fragment: 60_000);
        await peer.Say(Encoding.UTF8.GetBytes(new string(' ', 100_000) + Frame("BTCUSDT", 2, T)));
        await Eventually.Holds(() => pump.Symbol.Batches.Sum(batch => batch.Trades.Length) == 2, "both trades");

        Assert.Equal([1L, 2L], pump.Symbol.Batches.SelectMany(batch => batch.Trades).Select(trade => trade.Id));
        Assert.Equal(3, context.Garbage);
        Assert.Single(exchange.Peers);
    }

    [Theory]
    [InlineData("""{"error":{"code":4,"msg":"Too many subscriptions"}}""")]
    [InlineData("""{"code":2,"msg":"Invalid request","id":1}""")]
    public async Task Receive_RequestRefused_ConnectsAgainAndSaysWhy(string refusal)
    {
        slot.Add(Feeds("BTCUSDT"));
        var peer = await Connect();
        await Eventually.Holds(() => peer.Requests.Count == 1, "the request");
        await peer.Say(refusal);
        await Eventually.Holds(() => exchange.Peers.Count == 2, "another connection");

        await Eventually.Holds(() => peer.IsGone, "the first one is gone");
        await Eventually.Holds(() => exchange.Peers.Last().Requests.Count == 1, "it asks again");
    }

    [Fact]
    public async Task OnBeat_RequestUnanswered_ConnectsAgain()
    {
        slot.Add(Feeds("BTCUSDT"));
        await Connect();
        await Eventually.Holds(
            () =>
            {
                slot.OnBeat(hasStalled: false);
                return exchange.Peers.Count == 2;
            },
            "another connection");
    }

    [Fact]
    public async Task Receive_ServerShutdown_ChangesOverWithoutABreak()
    {
        slot.Add(Feeds("BTCUSDT"));
        var old = await Acknowledged();
        await old.Say(Frame("BTCUSDT", 1, T));
        await old.Say("""{"event":{"e":"serverShutdown","E":1770123456789}}""");
        await Eventually.Holds(() => exchange.Peers.Count == 2, "the second connection");
        var fresh = exchange.Peers.Last();
        await Eventually.Holds(() => fresh.Requests.Count == 1, "it asks for the same");
        Assert.Contains("btcusdt@aggTrade", fresh.Requests.First());
        await fresh.Say("""{"result":null,"id":1}""");
        await fresh.Say(Frame("BTCUSDT", 3, T + 2_000));
        await old.Say(Frame("BTCUSDT", 2, T + 1_000));
        Assert.False(old.IsGone);
        await old.Say(Frame("BTCUSDT", 3, T + 2_000));
        await Eventually.Holds(() => old.IsGone, "the old one is let go of once it has delivered what the new one has");
        await fresh.Say(Frame("BTCUSDT", 4, T + 3_000));
        await Eventually.Holds(() => pump.Symbol.Batches.SelectMany(batch => batch.Trades).Any(trade => trade.Id == 4), "the fourth trade");

        Assert.Equal([1L, 2L, 3L, 3L, 4L], pump.Symbol.Batches.SelectMany(batch => batch.Trades).Select(trade => trade.Id));
        Assert.Equal([0L, 1L], pump.Symbol.Batches.Select(batch => batch.Connection).Distinct());
    }

    [Fact]
    public async Task Receive_OldSocketDiesWhileChangingOver_IsANewSession()
    {
        slot.Add(Feeds("BTCUSDT"));
        var old = await Acknowledged();
        await old.Say(Frame("BTCUSDT", 1, T));
        slot.RequestRotation("test");
        await Eventually.Holds(() => exchange.Peers.Count == 2 && exchange.Peers.Last().Requests.Count == 1, "the second connection");
        old.Cut();
        await exchange.Peers.Last().Say("""{"result":null,"id":1}""");
        await exchange.Peers.Last().Say(Frame("BTCUSDT", 2, T + 1_000));
        await Eventually.Holds(() => pump.Symbol.Batches.SelectMany(batch => batch.Trades).Any(trade => trade.Id == 2), "the second trade");

        Assert.Equal(2, pump.Symbol.Batches.First(batch => batch.Trades.Any(trade => trade.Id == 2)).Connection);
        Assert.Equal(2, exchange.Peers.Count);
    }

    private static string Frame(string symbol, long id, long time) =>
        $$"""{"stream":"x","data":{"e":"aggTrade","E":{{time}},"s":"{{symbol}}","a":{{id}},"p":"1.5","q":"2","f":{{id}},"l":{{id}},"T":{{time}},"m":false} }""";

    private SymbolFeed[] Feeds(params string[] symbols) => [.. symbols.Select(symbol => new SymbolFeed(symbol, $"{symbol.ToLowerInvariant()}@aggTrade", pump.Pump, TimeProvider.System))];

    private async Task<ScriptedExchange.Peer> Connect()
    {
        running = slot.Run(stop.Token);
        await Eventually.Holds(() => exchange.Peers.Count == 1, "a connection");
        return exchange.Peers.First();
    }

    private async Task<ScriptedExchange.Peer> Acknowledged()
    {
        var peer = await Connect();
        await Eventually.Holds(() => peer.Requests.Count == 1, "the request");
        await peer.Say("""{"result":null,"id":1}""");
        return peer;
    }
}
