using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.MarketSimulator;
using QuantPlatform.Silo.Feeds;
using QuantPlatform.Silo.Feeds.Sockets;
using QuantPlatform.Tests.MarketSimulator;
using Xunit;

namespace QuantPlatform.Tests.Silo.Feeds;

/// <summary>The feed against the simulated exchange. Where only the feed's own time matters it is moved by the test, real sockets or not.</summary>
public sealed class VenueFeedTests : IAsyncLifetime
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly SmallTape small = SmallTape.Of(frames: 4_000);
    private readonly ManualTime time = new(TimeProvider.System.GetUtcNow());
    private ExchangeServer exchange = null!;
    private TapeMarket tape = null!;

    public async Task InitializeAsync()
    {
        tape = TapeMarket.Load(small.Path, new TapeOptions { Speed = 10 });
        exchange = await ExchangeServer.Start(tape);
    }

    public async Task DisposeAsync()
    {
        await exchange.DisposeAsync();
        small.Dispose();
    }

    [Fact]
    public async Task Start_LiveExchange_BecomesLiveAndKnowsTheSymbols()
    {
        await using var rig = new FeedRig(exchange, ["BTCUSDT", "ETHUSDT"]);
        await Eventually.Holds(() => rig.Feed.State.State == FeedState.Live, "live");

        Assert.Equal("", rig.Feed.State.Reason);
        Assert.Equal(["BTCUSDT", "ETHUSDT"], rig.Catalogue.Select(symbol => symbol.Symbol));
        await Eventually.Holds(() => rig.Status("BTCUSDT") is { State: FeedState.Live, LagMs: not null, LastTradeTime: > 0 }, "the symbol is live");
        Assert.True(rig.Feed.Status().EverConnected);
        Assert.Equal(FeedState.Connecting, new[] { FeedState.Connecting }.Concat(rig.States.Select(state => state.State)).First());
    }

    [Fact]
    public async Task Start_SymbolTheExchangeDoesNotList_IsDownAndTheOthersLive()
    {
        await using var rig = new FeedRig(exchange, ["BTCUSDT", "NOPEUSDT"]);
        await Eventually.Holds(() => rig.Status("BTCUSDT")?.State == FeedState.Live, "live");
        await Eventually.Holds(() => rig.Status("NOPEUSDT")?.State == FeedState.Down, "down");

        Assert.Contains("does not list", rig.Status("NOPEUSDT")!.Reason);
    }

    [Fact]
    public async Task Connection_Cut_IsMadeAgainAtOnceAndNothingIsLost()
    {
        await using var rig = new FeedRig(exchange, ["BTCUSDT", "ETHUSDT"]);
        await Eventually.Holds(() => tape.Position > 100, "some trades");
        exchange.Faults.CutSockets();
        await Eventually.Holds(() => Sessions(rig).Count == 2, "the second session");
        var seen = tape.Position;
        await Eventually.Holds(() => tape.Position > seen + 100 && rig.Feed.State.State == FeedState.Live, "live again");

        Assert.Contains(rig.Book("BTCUSDT").Batches, batch => batch.Connection == 0 && batch.Trades.IsEmpty);
        Assert.True(Sessions(rig)[1] > Sessions(rig)[0]);
        await Eventually.Holds(async () => rig.Book("BTCUSDT").LastId > SmallTape.FirstId + 80 && await rig.Book("BTCUSDT").Missing() == 0, "no hole");
    }

    [Fact]
    public async Task Connection_Refused_IsDownWithTheReasonUntilItIsBack()
    {
        exchange.Faults.RefuseSockets(TimeSpan.FromMinutes(10));
        await using var rig = new FeedRig(exchange, ["BTCUSDT"], time: time);
        await Until(() => rig.Feed.State.State == FeedState.Down, "down");
        Assert.StartsWith("cannot reach the exchange", rig.Feed.State.Reason);

        exchange.Faults.Reset();
        await Until(() => rig.Feed.Status().EverConnected && rig.Feed.State.State == FeedState.Live, "live");
    }

    [Fact]
    public async Task Socket_AcknowledgesButSendsNothing_IsStale()
    {
        await using var rig = new FeedRig(exchange, ["BTCUSDT"], time: time, root: exchange.WebSocketUrl);
        await Until(() => rig.Feed.State.State == FeedState.Stale, "stale");

        Assert.False(rig.Feed.Status().EverConnected);
        Assert.Equal("the connection stands, but no trade has come in yet", rig.Feed.State.Reason);
    }

    [Fact]
    public async Task Stream_DeadWhileTheSymbolIsTraded_IsResubscribedThenReconnected()
    {
        exchange.Faults.DropIds("ETHUSDT", SmallTape.FirstId + 30, long.MaxValue);
        await using var rig = new FeedRig(exchange, ["BTCUSDT", "ETHUSDT"], time: time);
        await Eventually.Holds(() => tape.Position > 200, "some trades");
        await Until(() => rig.Status("ETHUSDT")?.Reason == "the exchange trades it, but its stream says nothing", "found dead");
        Assert.Equal(FeedState.Live, rig.Status("BTCUSDT")!.State);

        await Until(() => Sessions(rig).Count >= 2, "reconnected");
    }

    [Fact]
    public async Task Stream_DeadRawTrades_IsFoundByItsCandles()
    {
        var fast = TapeMarket.Load(small.Path, new TapeOptions { Speed = 60 });
        await using var other = await ExchangeServer.Start(fast);
        other.Faults.DropIds("ETHUSDT", SmallTape.FirstId + 30, long.MaxValue);
        await using var rig = new FeedRig(other, ["BTCUSDT", "ETHUSDT"], FeedOptions.Trade, time: time);
        await Until(() => rig.Status("ETHUSDT")?.Reason == "the exchange trades it, but its stream says nothing", "found dead");

        Assert.DoesNotContain(rig.Book("ETHUSDT").Requests, request => request.Kind is not FetchKind.Klines);
    }

    [Fact]
    public async Task Socket_TooOld_IsReplacedWithoutABreak()
    {
        var timings = SocketTimings.Default with { RotateAfter = TimeSpan.FromSeconds(1.5) };
        await using var rig = new FeedRig(exchange, ["BTCUSDT", "ETHUSDT"], timings: timings);
        var most = 0;
        await Eventually.Holds(
            () =>
            {
                most = Math.Max(most, exchange.Sockets);
                return tape.Position > 700;
            },
            "seven seconds of tape",
            seconds: 30);

        Assert.Equal(2, most);
        Assert.Single(Sessions(rig));
        foreach (var symbol in new[] { "BTCUSDT", "ETHUSDT" })
        {
            var book = rig.Book(symbol);
            Assert.DoesNotContain(book.Batches, batch => batch.Connection == 0 && batch.FrameClock > 0);
            Assert.DoesNotContain(book.Requests, request => request.Kind is FetchKind.Gap or FetchKind.After);
            Assert.Equal(0, await book.Missing());
            Assert.True(book.Counters.Duplicates > 0, "both sockets delivered for a while");
        }
    }

    [Fact]
    public async Task Want_MoreSymbols_AreSubscribedUntilTheWishLapses()
    {
        await using var rig = new FeedRig(exchange, ["BTCUSDT"], time: time);
        await Until(() => rig.Status("BTCUSDT")?.State == FeedState.Live, "live");
        Assert.False(rig.Feed.IsWanted);

        rig.Feed.Want(["ETHUSDT"]);
        await Until(() => rig.Has("ETHUSDT") && rig.Book("ETHUSDT").Batches.Any(batch => batch.Trades.Length > 0), "trades of the wish");
        Assert.True(rig.Feed.IsWanted);

        await Until(() => rig.Status("ETHUSDT") is null, "the wish lapses");
        Assert.False(rig.Feed.IsWanted);
        await Until(() => rig.Book("ETHUSDT").Batches.Last().Connection == 0, "its last word");
    }

    [Fact]
    public async Task Subscribe_ManySymbols_ArePacedAndSpreadOverSockets()
    {
        var timings = SocketTimings.Default with { MaxStreams = 1 };
        await using var rig = new FeedRig(exchange, ["BTCUSDT", "ETHUSDT"], timings: timings);
        await Eventually.Holds(() => rig.Status("BTCUSDT")?.State == FeedState.Live && rig.Status("ETHUSDT")?.State == FeedState.Live, "both live");

        Assert.Equal(2, exchange.Sockets);
        Assert.NotEqual(Session(rig, "BTCUSDT"), Session(rig, "ETHUSDT"));
    }

    [Fact]
    public async Task Stop_Running_LeavesNoSocketBehind()
    {
        var rig = new FeedRig(exchange, ["BTCUSDT", "ETHUSDT"]);
        await Eventually.Holds(() => rig.Feed.State.State == FeedState.Live, "live");
        var started = TimeProvider.System.GetTimestamp();
        await rig.Feed.Stop(TimeSpan.FromSeconds(2));

        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(2));
        await Eventually.Holds(() => exchange.Sockets == 0, "no socket");
        var calls = rig.Book("BTCUSDT").Batches.Count;
        var played = tape.Position;
        await Eventually.Holds(() => tape.Position > played + 20, "the tape goes on");
        Assert.Equal(calls, rig.Book("BTCUSDT").Batches.Count);
    }

    private static List<long> Sessions(FeedRig rig) =>
        rig.Has("BTCUSDT") ? [.. rig.Book("BTCUSDT").Batches.Select(batch => batch.Connection).Where(number => number > 0).Distinct()] : [];

    private static long Session(FeedRig rig, string symbol) => rig.Book(symbol).Batches.Last(batch => batch.Connection > 0).Connection;

    /// <summary>Waits while the feed's own time passes up to twenty times as fast.</summary>
    private Task Until(Func<bool> condition, string what) => Eventually.Holds(
        () =>
        {
            time.Advance(Step);
            return condition();
        },
        what,
        seconds: 60);
}
