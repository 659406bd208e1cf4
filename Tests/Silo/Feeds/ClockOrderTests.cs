using System.Collections.Concurrent;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Feeds.Protocol;
using QuantPlatform.Silo.Feeds.Sockets;
using Xunit;

namespace QuantPlatform.Tests.Silo.Feeds;

/// <summary>The rule that exact bars rest on: no symbol ever sees a clock ahead of its own earlier trades.</summary>
public sealed class ClockOrderTests
{
    private const long T = 1_700_000_000_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Accept_FullSpeedAndSlowSymbols_MarksNeverOvertakeTrades(int seed)
    {
        const int Symbols = 6, Frames = 120_000;
        var random = new Random(seed);
        List<PumpRig> rigs = [];
        for (var i = 0; i < Symbols; i++)
        {
            var pace = i;
            rigs.Add(new PumpRig(time: TimeProvider.System, script: symbol => symbol.Inside = async () =>
            {
                for (var n = 0; n < pace; n++)
                {
                    await Task.Yield();
                }
            }));
        }

        var session = new ActiveSession(rigs[0].NewSession());
        SymbolFeed[] feeds = [.. rigs.Select((rig, i) => new SymbolFeed($"S{i}", $"s{i}@aggTrade", rig.Pump, TimeProvider.System))];
        var sent = new List<(long EventTime, long Id)>[Symbols];
        Array.ForEach(feeds, session.Activate);
        for (var i = 0; i < Symbols; i++)
        {
            sent[i] = [];
        }

        var clock = T;
        for (var n = 0; n < Frames; n++)
        {
            clock += random.Next(0, 40) is 0 ? random.Next(0, 3_000) : random.Next(0, 20);
            var to = random.Next(Symbols);
            var id = sent[to].Count;
            sent[to].Add((clock, id));
            var frame = new Frame { Kind = FrameKind.AggTrade, EventTime = clock, Trade = new Trade(id, 1, 1, clock - random.Next(0, 100), false, id, id) };
            session.Clock.OnReceived();
            session.Accept(feeds[to], in frame);
            session.Clock.OnProcessed();
        }

        for (var i = 0; i < Symbols; i++)
        {
            var rig = rigs[i];
            var all = sent[i];
            await Eventually.Holds(() => rig.Symbol.Batches.Sum(batch => batch.Trades.Length) == all.Count, $"all trades of symbol {i}", seconds: 60);
            AssertInOrder(rig, all);
            await rig.DisposeAsync();
        }
    }

    [Fact]
    public async Task Accept_FramePassesTheCloseOfItsOwnTrade_TradeComesFirst()
    {
        await using var rig = new PumpRig(time: TimeProvider.System);
        var session = new ActiveSession(rig.NewSession());
        var feed = new SymbolFeed("BTCUSDT", "btcusdt@aggTrade", rig.Pump, TimeProvider.System);
        session.Activate(feed);
        session.Accept(feed, new Frame { Kind = FrameKind.AggTrade, EventTime = T + 2_260, Trade = new Trade(5, 1, 1, T + 1_950, false, 5, 5) });
        await Eventually.Holds(() => rig.Symbol.Batches.Any(batch => batch.FrameClock == T + 2_260), "the mark");

        var upTo = rig.Symbol.Batches.TakeWhile(batch => batch.FrameClock == 0).Append(rig.Symbol.Batches.First(batch => batch.FrameClock > 0));
        Assert.Contains(upTo.SelectMany(batch => batch.Trades), trade => trade.Id == 5);
    }

    [Fact]
    public async Task StartClock_BeforeTheFirstFrame_NeedsEverySymbolCaughtUp()
    {
        var time = new ManualTime();
        await using var one = new PumpRig(time: time);
        await using var two = new PumpRig(time: time, script: symbol => symbol.CaughtUp = false);
        var session = new ActiveSession(one.NewSession());
        SymbolFeed first = new("A", "a@aggTrade", one.Pump, time), second = new("B", "b@aggTrade", two.Pump, time);
        session.Activate(first);
        one.Pump.Queue.Add(PumpRig.Trade(1, T + 9_000));
        await Eventually.Holds(() => one.Pump.State is { Session: 7, LastId: 1 }, "the first symbol");
        session.StartClock(expected: 2);
        Assert.Equal(0, session.Clock.Now);

        session.Activate(second);
        two.Pump.Queue.Add(PumpRig.Trade(1, T + 4_000));
        await Eventually.Holds(() => two.Pump.State is { Session: 7, LastId: 1 }, "the second symbol");
        session.StartClock(expected: 2);
        Assert.Equal(0, session.Clock.Now);

        two.Symbol.CaughtUp = true;
        two.Pump.Queue.Add(PumpRig.Trade(2, T + 5_000));
        await Eventually.Holds(() => two.Pump.State is { CaughtUp: true, LastId: 2 }, "the second symbol has caught up");
        session.StartClock(expected: 2);
        Assert.Equal(T + 5_000, session.Clock.Now);
    }

    private static void AssertInOrder(PumpRig rig, List<(long EventTime, long Id)> sent)
    {
        var next = 0;
        var clock = 0L;
        foreach (var batch in rig.Symbol.Batches)
        {
            Assert.Equal(Enumerable.Range(next, batch.Trades.Length).Select(id => (long)id), batch.Trades.Select(trade => trade.Id));
            next += batch.Trades.Length;
            Assert.True(batch.FrameClock >= clock || batch.Connection == 0);
            clock = batch.FrameClock;
            if (next < sent.Count && clock > 0)
            {
                Assert.True(sent[next].EventTime >= clock, $"clock {clock} is ahead of trade {next} at {sent[next].EventTime}");
            }
        }

        // And the clock does arrive: at most one second of event time behind the last frame's close.
        Assert.True(clock > 0);
    }
}
