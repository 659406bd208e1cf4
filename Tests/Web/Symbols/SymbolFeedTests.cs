using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Tests.Web.Pairs;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Symbols;
using Xunit;

namespace QuantPlatform.Tests.Web.Symbols;

public sealed class SymbolFeedTests
{
    private readonly PairScene scene = new();
    private int tapeReads;

    public SymbolFeedTests()
    {
        scene.Stored.AddRange(Enumerable.Range(1, 2_000).Select(i => i * 1_000L));
        scene.User
            .Answers<IHistoryGrain>("GetTrades", (_, _) =>
            {
                tapeReads++;
                return ImmutableArray.Create(new Trade(1, 10m, 1m, 5, false, 1, 1), new Trade(2, 11m, 1m, 6, true, 2, 2));
            })
            .Answers<ISymbolGrain>("GetStatus", (_, _) => new SymbolStatus(11m, 6, 0, 0, 0, 0, 0, 0, 0, 0, null, null, true))
            .Answers<IFeedGrain>("GetStatus", (_, _) => new FeedStatus(new VenueState("demo", "demo", FeedState.Live, 0, ""), [], 0, 0, true))
            .Answers<IAnalyticsGrain>("GetSymbolStatistics", (_, _) => new SymbolStatistics(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 240, 240));
    }

    [Fact]
    public async Task Run_StartsWithItsNewestBarsAndTheTapeNewestFirst()
    {
        await using var feed = await Running();

        Assert.Equal(PageFeed.Stage.Live, feed.State);
        Assert.Equal(SymbolFeed.PageRows, feed.Start.Count);
        Assert.Equal(2, feed.Trades[0].Id);
        Assert.Equal(11m, feed.LastPrice);
        Assert.Equal(1, scene.Live.Open);
    }

    [Fact]
    public async Task TakeUpdate_AfterABarAndATick_HandsTheBarOutOnce()
    {
        await using var feed = await Running();
        scene.Live.Bars[PairScene.Y].Write(new BarUpdate(new BarClosed(PairScene.Y, Interval.OneSecond, PairScene.Bar(2_001_000), 2_000_000), null));
        scene.Live.Bars[PairScene.Y].Write(new BarUpdate(null, new SymbolTick(PairScene.Y, 2_002_400, 42m)));
        await Until.True(() => scene.Live.Bars[PairScene.Y].IsIdle, "everything is taken in");

        var update = await feed.TakeUpdate();

        Assert.Equal(2_001_000, Assert.Single(update.Bars)[0]);
        Assert.Equal(42, update.Open![4]);
        Assert.Empty((await feed.TakeUpdate()).Bars);
    }

    [Fact]
    public async Task Dispose_EndsItsSubscriptionAndReadsNoMore()
    {
        var feed = await Running();

        await feed.DisposeAsync();
        var before = tapeReads;
        scene.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, scene.Live.Open);
        Assert.Equal(before, tapeReads);
    }

    private async Task<SymbolFeed> Running()
    {
        var feed = new SymbolFeed(scene.User.Grains(), scene.Live, scene.Pace, PairScene.Y, Interval.OneSecond, NullLogger.Instance);
        await feed.Run(() => { });
        await Until.True(() => feed.Statistics is not null, "the first reads");
        return feed;
    }
}
