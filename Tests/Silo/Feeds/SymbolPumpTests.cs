using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Feeds.Pumps;
using Xunit;

namespace QuantPlatform.Tests.Silo.Feeds;

public sealed class SymbolPumpTests
{
    private const long T = 1_700_000_000_000;

    [Fact]
    public async Task Run_WithoutConnection_SaysSoOnceAndThenEverySecond()
    {
        var time = new ManualTime();
        await using var rig = new PumpRig(time: time);
        await Eventually.Holds(() => rig.Symbol.Batches.Count == 1, "the first word");
        for (var beat = 0; beat < 8; beat++)
        {
            time.Advance(SymbolPump.IdleTick);
            rig.Pump.Tick();
            var expected = 1 + ((beat + 1) / 4);
            await Eventually.Holds(() => rig.Symbol.Batches.Count == expected, $"{expected} batches after beat {beat}");
        }

        Assert.All(rig.Symbol.Batches, batch => Assert.Equal((0L, 0L, 0L), (batch.Connection, batch.FrameClock, batch.SilentClock)));
    }

    [Fact]
    public async Task Run_SessionBegins_IsToldAtOnceWithoutClock()
    {
        await using var rig = new PumpRig();
        rig.Pump.Queue.Begin(rig.NewSession());
        await Eventually.Holds(() => rig.Symbol.Batches.Any(batch => batch.Connection == 7), "the session's first batch");

        var first = rig.Symbol.Batches.First(batch => batch.Connection == 7);
        Assert.Equal((0L, 0L, true), (first.FrameClock, first.SilentClock, first.Backfills));
        Assert.True(first.Trades.IsEmpty);
    }

    [Fact]
    public async Task Tick_SilentSocket_CarriesTheClockOn()
    {
        var time = new ManualTime();
        await using var rig = new PumpRig(time: time);
        var session = rig.NewSession();
        session.Clock.OnFrame(T);
        session.Clock.OnProcessed();
        rig.Pump.Queue.Begin(session);
        rig.Pump.Queue.Add(PumpRig.Trade(1, T));
        rig.Pump.Queue.Mark(T);
        await Eventually.Holds(() => rig.Symbol.Batches.Any(batch => batch.FrameClock == T), "the mark");

        time.Advance(TimeSpan.FromMilliseconds(1_000));
        rig.Pump.Tick();
        await Eventually.Holds(() => rig.Symbol.Batches.Last() is { Connection: 7, Trades.IsEmpty: true }, "a tick that is not silent yet");
        Assert.Equal((T, 0L), (rig.Symbol.Batches.Last().FrameClock, rig.Symbol.Batches.Last().SilentClock));

        time.Advance(TimeSpan.FromMilliseconds(500));
        rig.Pump.Tick();
        await Eventually.Holds(() => rig.Symbol.Batches.Last().SilentClock > 0, "a silent tick");
        Assert.Equal((T, T + 1_500), (rig.Symbol.Batches.Last().FrameClock, rig.Symbol.Batches.Last().SilentClock));
    }

    [Fact]
    public async Task Run_BusySymbol_GetsWhatWaitsInOneBatch()
    {
        var gate = new TaskCompletionSource();
        await using var rig = new PumpRig(script: symbol => symbol.Inside = () => gate.Task);
        rig.Pump.Queue.Begin(rig.NewSession());
        for (var id = 1; id <= 5_000; id++)
        {
            rig.Pump.Queue.Add(PumpRig.Trade(id));
        }

        gate.SetResult();
        await Eventually.Holds(() => rig.Symbol.Batches.Sum(batch => batch.Trades.Length) == 5_000, "all trades");
        Assert.Equal([0, 2_000, 2_000, 1_000], rig.Symbol.Batches.Take(4).Select(batch => batch.Trades.Length));
        Assert.Equal(Enumerable.Range(1, 5_000).Select(id => (long)id), rig.Symbol.Batches.SelectMany(batch => batch.Trades).Select(trade => trade.Id));
    }

    [Fact]
    public async Task Ingest_Fails_IsRepeatedUntilItSucceeds()
    {
        var failures = 3;
        var time = new ManualTime();
        await using var rig = new PumpRig(time: time, script: symbol => symbol.Inside = () => failures-- > 0 ? throw new IOException("disk full") : Task.CompletedTask);
        await Eventually.Holds(() => rig.Pump.State.Failure == "disk full", "the failure");
        rig.Pump.Queue.Begin(rig.NewSession());
        rig.Pump.Queue.Add(PumpRig.Trade(1));
        await Eventually.Holds(
            () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(250));
                return rig.Symbol.Batches.Any(batch => batch.Trades.Length == 1);
            },
            "the trade");

        Assert.Null(rig.Pump.State.Failure);
        Assert.Equal((7L, 1L), (rig.Pump.State.Session, rig.Pump.State.LastId));
    }

    [Fact]
    public async Task Accept_FetchAsked_PagesComeInOrderBetweenBatches()
    {
        var rest = new ScriptedRest(first: 1, count: 3_500, T);
        var asked = false;
        await using var rig = new PumpRig(rest, script: symbol => symbol.Asks = batch =>
        {
            var ask = !asked && batch.Connection == 7;
            asked |= ask;
            return ask ? [new FetchRequest(3, FetchKind.After, 1_001, 0, default, 0, 0)] : [];
        });
        rig.Pump.Queue.Begin(rig.NewSession());
        await Eventually.Holds(() => rig.Symbol.Answers.Count == 3, "three pages");

        var answers = rig.Symbol.Answers.ToArray();
        Assert.Equal(Enumerable.Range(1_001, 2_500).Select(id => (long)id), answers.SelectMany(answer => answer.Trades).Select(trade => trade.Id));
        Assert.Equal([false, false, true], answers.Select(answer => answer.IsLast));
        Assert.All(answers, answer => Assert.Equal((3L, 7L, null), (answer.RequestId, answer.Connection, answer.Failure)));
        await Eventually.Holds(() => rig.Pump.State.LastId == 3_500, "the symbol's last words");
    }

    [Fact]
    public async Task Accept_FetchCancelled_PagesStop()
    {
        var rest = new ScriptedRest(first: 1, count: 50_000, T);
        var hold = new TaskCompletionSource();
        rest.Before = async token =>
        {
            if (rest.Questions.Count > 1)
            {
                await hold.Task.WaitAsync(token);
            }
        };
        var asked = false;
        await using var rig = new PumpRig(rest, script: symbol =>
        {
            symbol.Asks = batch =>
            {
                var ask = !asked && batch.Connection == 7;
                asked |= ask;
                return ask ? [new FetchRequest(3, FetchKind.Gap, 1, 40_000, default, 0, 0)] : [];
            };
            symbol.Cancels = batch => batch.Trades.Length > 0 ? [3L] : [];
        });
        rig.Pump.Queue.Begin(rig.NewSession());
        await Eventually.Holds(() => rest.Questions.Count == 2, "the second question");
        rig.Pump.Queue.Add(PumpRig.Trade(40_001));
        await Eventually.Holds(() => rig.Pump.State.LastId == 40_001, "the trade");
        hold.SetResult();
        rig.Pump.Tick();
        var ticks = rig.Symbol.Batches.Count;
        rig.Pump.Queue.Mark(T);
        await Eventually.Holds(() => rig.Symbol.Batches.Count > ticks, "life goes on");

        Assert.Single(rig.Symbol.Answers);
        Assert.Equal(2, rest.Questions.Count);
    }
}
