using QuantPlatform.Contracts.Markets;
using QuantPlatform.MarketSimulator;
using QuantPlatform.Silo.Feeds;
using QuantPlatform.Tests.MarketSimulator;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.Silo.Feeds;

/// <summary>The recorded capture, played by the simulated exchange over real sockets, through the feed to bars: exactly those computed elsewhere.</summary>
public sealed class TapeBarsTests
{
    private static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT"];

    [SkippableTheory]
    [InlineData(FeedOptions.AggTrade, 0)]
    [InlineData(FeedOptions.Trade, 0)]
    [InlineData(FeedOptions.AggTrade, 40)]
    public async Task Feed_CleanTape_GivesEveryBarOnceAndUnrevised(string stream, double speed)
    {
        Skip.IfNot(RealTape.Exists, RealTape.Absent);
        var tape = TapeMarket.Load(RealTape.Path, new TapeOptions { Speed = speed });
        await using var exchange = await ExchangeServer.Start(tape);
        await using var rig = new FeedRig(exchange, Symbols, stream);

        await AssertBars(rig, tape, revised: false);
        Assert.Equal(0, rig.Feed.Status().GarbageFrames);
        Assert.All(Symbols, symbol => Assert.Equal(0, rig.Book(symbol).Counters.Late));
    }

    [SkippableFact]
    public async Task Feed_FaultyTape_GivesTheSameBars()
    {
        Skip.IfNot(RealTape.Exists, RealTape.Absent);
        var tape = TapeMarket.Load(RealTape.Path, new TapeOptions { Speed = 30 });
        await using var exchange = await ExchangeServer.Start(tape);
        exchange.Faults.DuplicateEvery = 50;
        exchange.Faults.ReorderWindow = 5;
        exchange.Faults.GarbageEvery = 40;
        exchange.Faults.CutSocketsAfter(9_000);
        await using var rig = new FeedRig(exchange, Symbols);
        await Eventually.Holds(() => tape.Position > 4_000, "some of the tape", seconds: 60);
        exchange.Faults.DropNext("BTCUSDT", 300);
        await Eventually.Holds(() => tape.Position > 15_000, "more of the tape", seconds: 60);
        exchange.Faults.CutSockets();
        exchange.Faults.RefuseSockets(TimeSpan.FromSeconds(1));

        await AssertBars(rig, tape, revised: true);
        Assert.True(rig.Feed.Status().GarbageFrames > 100);
        Assert.True(rig.Book("BTCUSDT").Counters.Duplicates > 100);
        Assert.True(rig.Book("BTCUSDT").Batches.Select(batch => batch.Connection).Distinct().Count() >= 3);
    }

    [SkippableFact]
    public async Task Feed_RestartedInMidTapeAndAfterItsEnd_GivesTheSameBars()
    {
        Skip.IfNot(RealTape.Exists, RealTape.Absent);
        var tape = TapeMarket.Load(RealTape.Path, new TapeOptions { Speed = 60 });
        await using var exchange = await ExchangeServer.Start(tape);
        var stores = Symbols.ToDictionary(symbol => symbol, _ => new MemoryMarketStore());
        await using (new FeedRig(exchange, Symbols, stores: stores))
        {
            await Eventually.Holds(() => tape.Position > 10_000, "some of the tape", seconds: 60);
        }

        await using (new FeedRig(exchange, Symbols, stores: stores))
        {
            await Eventually.Holds(() => tape.Position > 20_000, "more of the tape", seconds: 60);
        }

        await Eventually.Holds(() => tape.Position == tape.Length, "the end of the tape", seconds: 60);
        await using var rig = new FeedRig(exchange, Symbols, stores: stores);
        await AssertBars(rig, tape, revised: true);
    }

    private static async Task AssertBars(FeedRig rig, TapeMarket tape, bool revised)
    {
        var times = RealTape.Frames().Select(frame => frame.GetProperty("T").GetInt64() + tape.Shift).ToList();
        foreach (var (interval, name) in new[] { (Interval.OneSecond, "1s"), (Interval.OneMinute, "1m"), (Interval.FiveMinutes, "5m") })
        {
            foreach (var symbol in Symbols)
            {
                var expected = RecordedBars.Read(name, symbol, tape.Shift).Where(bar => bar.OpenTime > times.Min() && bar.OpenTime + interval.Ms() <= times.Max()).ToList();
                Assert.NotEmpty(expected);
                await Eventually.Holds(
                    async () => rig.Has(symbol) && (await rig.Book(symbol).Bars(interval)).Any(bar => bar.OpenTime >= expected[^1].OpenTime), $"{symbol} {name} bars", seconds: 120);
                await Eventually.Holds(async () => await rig.Book(symbol).Missing() == 0, "no gap is left", seconds: 60);
                Compare(expected, await rig.Book(symbol).Bars(interval), interval, revised);
            }
        }
    }

    private static void Compare(List<Bar> expected, IEnumerable<Bar> stored, Interval interval, bool revised)
    {
        var bars = stored.Where(bar => bar.OpenTime >= expected[0].OpenTime && bar.OpenTime <= expected[^1].OpenTime).ToList();
        Assert.Equal(expected, bars.Where(bar => bar.Quality == BarQuality.Traded).Select(bar => revised ? bar with { Revision = 0 } : bar));
        Assert.Equal(Enumerable.Range(0, bars.Count).Select(i => expected[0].OpenTime + (i * interval.Ms())), bars.Select(bar => bar.OpenTime));
        Assert.All(bars, bar => Assert.Contains(bar.Quality, new[] { BarQuality.Traded, BarQuality.Quiet }));
        Assert.All(bars, bar => Assert.True(revised || bar.Revision == 0));
    }
}
