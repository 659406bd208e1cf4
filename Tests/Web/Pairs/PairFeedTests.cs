using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Web.Pairs;

public sealed class PairFeedTests
{
    private readonly PairScene scene = new("a");

    public PairFeedTests() => scene.Stored.AddRange(Enumerable.Range(1, 2_000).Select(i => i * 1_000L));

    [Fact]
    public async Task Run_APair_StartsWithItsNewestRows()
    {
        await using var feed = await Running();

        Assert.Equal(PairFeed.Stage.Live, feed.State);
        Assert.Equal(PairFeed.PageRows, feed.Start.Points.Count);
        Assert.Equal(2_000_000, feed.Start.Y[^1][0]);
        Assert.Equal(3, scene.Live.Open);
    }

    [Fact]
    public async Task Run_WithAlertsOfItsPair_MarksThemOnceAndEachNewOne()
    {
        scene.Alerts.Add(Alert(1, "a", 1_999_000));
        scene.Alerts.Add(Alert(2, "other", 1_999_000));
        await using var feed = await Running();

        var first = (await feed.TakeUpdate()).Alerts;
        var second = (await feed.TakeUpdate()).Alerts;
        scene.Live.Alerts.Write(new AlertUpdate(Alert(3, "other", 2_000_000), new AlertSummary(1, 3), true));
        scene.Live.Alerts.Write(new AlertUpdate(Alert(4, "a", 1_980_000, Interval.OneMinute), new AlertSummary(2, 4), true));
        PairChartUpdate? third = null;
        await Until.True(() => (third = feed.TakeUpdate().Result).Alerts is not null, "the new alert");

        Assert.Equal([new PairAlertMark(1_999_000, "firing", "warning", "rule 1")], first);
        Assert.Null(second);
        // A minute ends in the second before the next one begins.
        Assert.Equal([1_999_000, 2_039_000], third!.Alerts!.Select(alert => alert.Time));
    }

    [Fact]
    public async Task Run_NoSuchPair_IsMissing()
    {
        await using var feed = new PairFeed(scene.User.Grains(), scene.Live, scene.Pace, "other", NullLogger.Instance);
        await feed.Run(() => { });

        Assert.Equal(PairFeed.Stage.Missing, feed.State);
        Assert.Equal(0, scene.Live.Open);
    }

    [Fact]
    public async Task Run_TheServerFails_IsFailedAndLeavesNothingOpenOnDispose()
    {
        scene.User.Answers<IPairGrain>("GetSnapshot", (_, _) => throw new TimeoutException());
        var feed = await Running();
        Assert.Equal(PairFeed.Stage.Failed, feed.State);

        await feed.DisposeAsync();

        Assert.Equal(0, scene.Live.Open);
    }

    [Fact]
    public async Task Run_TheServerFailsOnce_RecoversByItself()
    {
        var failures = 0;
        scene.User.Answers<IPairGrain>("GetSnapshot", (_, _) => failures++ == 0 ? throw new TimeoutException() : PairScene.Snapshot("a", 2_000_000, 0.5));
        await using var feed = await Running();
        Assert.Equal(PairFeed.Stage.Failed, feed.State);
        Assert.Equal(0, scene.Live.Open);

        scene.Time.Advance(TimeSpan.FromSeconds(5));
        await Until.True(() => feed.State == PairFeed.Stage.Live, "another try");

        Assert.Equal(3, scene.Live.Open);
    }

    [Fact]
    public async Task Before_TheOldestRow_GivesTheRowsBeforeIt()
    {
        await using var feed = await Running();

        var older = await feed.Before((long)feed.Start.Y[0][0]!);

        Assert.Equal(PairFeed.PageRows, older.Y.Count);
        Assert.Equal(feed.Start.Y[0][0] - 1_000, older.Y[^1][0]);
        Assert.Empty((await feed.Before(1_000)).Y);
    }

    [Fact]
    public async Task Run_ALegIsAnUpload_ShowsBothLegsUpToItsEnd()
    {
        var upload = SymbolKey.OfUpload("u1", "d");
        scene.Pairs[0] = scene.Pairs[0] with { Settings = scene.Pairs[0].Settings with { X = upload } };
        scene.User.Answers<IHistoryGrain>("GetBars", (_, arguments) =>
        {
            var (symbol, range) = ((SymbolKey)arguments[0]!, (TimeRange)arguments[2]!);
            var last = symbol == upload ? 1_000_000 : 2_000_000;
            return scene.Stored.Where(time => time <= last && time < (range.To ?? long.MaxValue)).TakeLast(range.Limit).Select(PairScene.Bar).ToImmutableArray();
        });
        await using var feed = await Running();
        scene.Live.Bars[PairScene.Y].Write(Closed(2_001_000));
        scene.Live.Bars[PairScene.Y].Write(new BarUpdate(null, new SymbolTick(PairScene.Y, 2_002_400, 42m)));
        await Drained();
        var update = await feed.TakeUpdate();

        Assert.Equal((PairFeed.PageRows, 1_000_000), (feed.Start.Y.Count, feed.Start.Y[^1][0]));
        Assert.Equal(feed.Start.Y.Select(row => row[0]), feed.Start.X.Select(row => row[0]));
        Assert.Empty(update.Y);
        Assert.Null(update.OpenY);
    }

    [Fact]
    public async Task TakeUpdate_AfterBarsPointsAndTicks_HandsEachOutOnce()
    {
        await using var feed = await Running();
        scene.Live.Bars[PairScene.Y].Write(Closed(2_001_000));
        scene.Live.Bars[PairScene.X].Write(Closed(2_001_000));
        scene.Live.Bars[PairScene.Y].Write(new BarUpdate(null, new SymbolTick(PairScene.Y, 2_002_400, 42m)));
        scene.Live.Pairs["a"].Write(new PairUpdate(PairScene.Snapshot("a", 2_001_000, 1.25), null));
        scene.Live.Pairs["a"].Write(new PairUpdate(null, new PairPreview(2_002_400, 1, 1, 0.2, 1.5)));
        await Drained();

        var update = await feed.TakeUpdate();
        var next = await feed.TakeUpdate();

        Assert.Equal(2_001_000, Assert.Single(update.Y)[0]);
        Assert.Equal(2_001_000, Assert.Single(update.X)[0]);
        Assert.Equal(1.25, Assert.Single(update.Points)[4]);
        Assert.Equal(42, update.OpenY![4]);
        Assert.Null(update.OpenX);
        Assert.Equal(new PairChartPreview(2_002_000, 0.2, 1.5), update.Preview);
        Assert.Empty(next.Y);
        Assert.Empty(next.Points);
        Assert.Equal(42, next.OpenY![4]);
    }

    [Fact]
    public async Task TakeUpdate_NobodyTookForLong_StaysBoundedAndReadsAgain()
    {
        await using var feed = await Running();
        var readsBefore = scene.HistoryReads;
        for (var i = 1; i <= PairFeed.MaxPending + 10; i++)
        {
            scene.Live.Bars[PairScene.Y].Write(Closed(2_000_000 + (i * 1_000L)));
        }

        await Drained();
        var update = await feed.TakeUpdate();

        Assert.Equal(readsBefore + 2, scene.HistoryReads);
        Assert.InRange(update.Y.Count, PairFeed.PageRows, PairFeed.PageRows + PairFeed.MaxPending);
    }

    [Fact]
    public async Task TakeUpdate_TheSubscriptionDroppedUpdates_ReadsAgainOnce()
    {
        await using var feed = await Running();
        scene.Live.Bars[PairScene.X].Dropped = 5;
        var readsBefore = scene.HistoryReads;

        await feed.TakeUpdate();
        await feed.TakeUpdate();

        Assert.Equal(readsBefore + 2, scene.HistoryReads);
    }

    [Fact]
    public async Task Dispose_EndsEverySubscriptionAndCallsNoMore()
    {
        var calls = 0;
        var feed = new PairFeed(scene.User.Grains(), scene.Live, scene.Pace, "a", NullLogger.Instance);
        await feed.Run(() => calls++);

        await feed.DisposeAsync();
        calls = 0;
        scene.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, scene.Live.Open);
        Assert.Equal(0, calls);
    }

    private static BarUpdate Closed(long time) => new(new BarClosed(PairScene.Y, Contracts.Markets.Interval.OneSecond, PairScene.Bar(time), time - 1_000), null);

    private async Task<PairFeed> Running()
    {
        var feed = new PairFeed(scene.User.Grains(), scene.Live, scene.Pace, "a", NullLogger.Instance);
        await feed.Run(() => { });
        return feed;
    }

    private Task Drained() => Until.True(() => scene.Live.Bars.Values.All(s => s.IsIdle) && scene.Live.Pairs.Values.All(s => s.IsIdle), "everything is taken in");

    private static AlertRecord Alert(long sequence, string pair, long bar, Interval interval = Interval.OneSecond) => new(
        sequence,
        new AlertTransition(
            $"id{sequence}", "rule", $"rule {sequence}", RuleTarget.OfPair(pair), pair, "demo", interval, AlertState.Firing, null, AlertSeverity.Warning, bar, bar + interval.Ms(),
            ImmutableSortedDictionary<string, double?>.Empty, "message", false, null, [], false),
        bar, null, null, null, null);
}
