using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Feeds.Pumps;
using QuantPlatform.Silo.Feeds.Sockets;
using Xunit;

namespace QuantPlatform.Tests.Silo.Feeds;

public sealed class SymbolQueueTests
{
    private readonly FeedSession session = new(7, new ExchangeClock(new ManualTime()));
    private readonly BatchCut cut = new();

    [Fact]
    public void TryTake_MarkBetweenTrades_GivesTheClockOfWhatWasTaken()
    {
        var queue = New();
        queue.Begin(session);
        queue.Add(Trade(1));
        queue.Add(Trade(2));
        queue.Mark(5_000);
        queue.Add(Trade(3));

        Assert.True(queue.TryTake(cut, 2));
        Assert.Equal((2, 0L), (cut.Trades.Count, cut.FrameClock));
        Assert.True(queue.TryTake(cut, 2));
        Assert.Equal((1, 5_000L), (cut.Trades.Count, cut.FrameClock));
        Assert.False(queue.TryTake(cut, 2));
        Assert.Equal(5_000, cut.FrameClock);
    }

    [Fact]
    public void TryTake_SessionEnds_CutsBeforeAndAfter()
    {
        var queue = New();
        queue.Begin(session);
        queue.Add(Trade(1));
        queue.Mark(5_000);
        queue.End();
        var next = session with { Number = 8 };
        queue.Begin(next);
        queue.Add(Trade(2));

        Assert.True(queue.TryTake(cut, 100));
        Assert.Equal((7L, 1, 5_000L), (cut.ToBatch(true, 0).Connection, cut.Trades.Count, cut.FrameClock));
        Assert.True(queue.TryTake(cut, 100));
        Assert.Equal((0L, 0, 0L), (cut.ToBatch(true, 0).Connection, cut.Trades.Count, cut.FrameClock));
        Assert.True(queue.TryTake(cut, 100));
        Assert.Equal((8L, 1, 0L), (cut.ToBatch(true, 0).Connection, cut.Trades.Count, cut.FrameClock));
    }

    [Fact]
    public void Add_Full_DropsAndKnowsUpToWhere()
    {
        var queue = New(capacity: 10);
        queue.Begin(session);
        for (var id = 1; id <= 15; id++)
        {
            queue.Add(Trade(id));
        }

        queue.Mark(9_000);

        Assert.True(queue.TryTake(cut, 8));
        Assert.Equal((8, 0L, 0L), (cut.Trades.Count, cut.KnownUpTo, cut.FrameClock));
        queue.Add(Trade(16));
        Assert.True(queue.TryTake(cut, 8));
        Assert.Equal((2, 15L, 9_000L), (cut.Trades.Count, cut.KnownUpTo, cut.FrameClock));
        Assert.True(queue.TryTake(cut, 8));
        Assert.Equal((16L, 0L), (cut.Trades[0].Id, cut.KnownUpTo));
        Assert.Equal(5, queue.Dropped);
        Assert.True(queue.IsEmpty);
    }

    [Fact]
    public void Add_FullAndDisconnected_ReportsTheDropInItsSession()
    {
        var queue = New(capacity: 2);
        queue.Begin(session);
        queue.Add(Trade(1));
        queue.Add(Trade(2));
        queue.Add(Trade(3));
        queue.End();

        Assert.True(queue.TryTake(cut, 100));
        Assert.Equal((7L, 3L), (cut.ToBatch(true, 0).Connection, cut.KnownUpTo));
        Assert.True(queue.TryTake(cut, 100));
        Assert.Equal(0, cut.ToBatch(true, 0).Connection);
    }

    [Fact]
    public void Skip_SkippedIds_TravelBesideTrades()
    {
        var queue = New();
        queue.Begin(session);
        queue.Add(Trade(1));
        queue.Skip(2);
        queue.Add(Trade(3));

        Assert.True(queue.TryTake(cut, 100));
        var batch = cut.ToBatch(backfills: false, 0);
        Assert.Equal([1L, 3L], batch.Trades.Select(trade => trade.Id));
        Assert.Equal(2, Assert.Single(batch.SkippedIds));
        Assert.False(batch.Backfills);
    }

    [Fact]
    public void Mark_ManyWhileNothingIsTaken_AreOne()
    {
        var wakes = 0;
        var queue = new SymbolQueue(100, () => wakes++, () => { });
        queue.Begin(session);
        for (var i = 1; i <= 1_000; i++)
        {
            queue.Mark(i * 1_000);
        }

        Assert.True(queue.TryTake(cut, 100));
        Assert.Equal(1_000_000, cut.FrameClock);
        Assert.False(queue.TryTake(cut, 100));
        Assert.Equal(1_001, wakes);
    }

    private static SymbolQueue New(int capacity = 100) => new(capacity, () => { }, () => { });

    private static Trade Trade(long id) => new(id, 1, 1, 1_000 + id, false, id, id);
}
