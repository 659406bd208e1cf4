using Microsoft.Extensions.Logging.Abstractions;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Ui;
using Xunit;

namespace QuantPlatform.Tests.Web.Pairs;

public sealed class PairListFeedTests
{
    private readonly PairScene scene = new("a", "b", "c");

    [Fact]
    public async Task Start_ThreePairs_ListsThemInOrderWithTheirSnapshots()
    {
        await using var feed = await Started();

        Assert.Equal(["a", "b", "c"], feed.Rows.Select(row => row.Id));
        Assert.All(feed.Rows, row => Assert.Equal(0.5, row.Z));
        Assert.Equal(3, scene.Live.Open);
    }

    [Fact]
    public async Task Start_WithALimit_SubscribesOnlyToWhatIsShown()
    {
        await using var feed = new PairListFeed(scene.User.Grains(), scene.Live, scene.Pace, NullLogger.Instance, limit: 2);
        await feed.Start(() => { });

        Assert.Equal(2, feed.Rows.Count);
        Assert.Equal(2, scene.Live.Open);
    }

    [Fact]
    public async Task Start_PausedPair_IsListedButNotSubscribed()
    {
        scene.Pairs[1] = PairScene.Definition("b", enabled: false);
        await using var feed = await Started();

        Assert.Equal(3, feed.Rows.Count);
        Assert.Equal(["a", "c"], scene.Live.Pairs.Keys);
    }

    [Fact]
    public async Task Update_ManyInASecond_ShowsTheNewestInAtMostFourCalls()
    {
        var calls = 0;
        await using var feed = new PairListFeed(scene.User.Grains(), scene.Live, scene.Pace, NullLogger.Instance);
        await feed.Start(() => calls++);
        scene.Time.Advance(TimeSpan.FromSeconds(1));
        calls = 0;

        for (var i = 1; i <= 100; i++)
        {
            scene.Live.Pairs["b"].Write(new PairUpdate(PairScene.Snapshot("b", i * 1_000, i), null));
            await Until.True(() => feed.Rows[1].Z == i, $"z of update {i}");
            scene.Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(calls, 3, 5);
        Assert.Equal(100, feed.Rows[1].Z);
    }

    [Fact]
    public async Task Update_OlderThanWhatIsShown_IsIgnored()
    {
        await using var feed = await Started();
        scene.Live.Pairs["a"].Write(new PairUpdate(PairScene.Snapshot("a", 9_000, 9), null));
        await Until.True(() => feed.Rows[0].Z == 9, "the newer one");

        scene.Live.Pairs["a"].Write(new PairUpdate(PairScene.Snapshot("a", 8_000, 8), null));
        scene.Live.Pairs["b"].Write(new PairUpdate(PairScene.Snapshot("b", 1_000, 1), null));
        await Until.True(() => feed.Rows[1].Z == 1, "a later update of another pair");

        Assert.Equal(9, feed.Rows[0].Z);
    }

    [Fact]
    public async Task Reload_PairDeletedAndAnotherEdited_EndsAndRenewsTheirSubscriptionsOnly()
    {
        await using var feed = await Started();
        var (a, b, c) = (scene.Live.Pairs["a"], scene.Live.Pairs["b"], scene.Live.Pairs["c"]);
        scene.Pairs.RemoveAt(0);
        scene.Pairs[0] = PairScene.Definition("b", version: 2);

        await feed.Reload();

        Assert.Equal(["b", "c"], feed.Rows.Select(row => row.Id));
        Assert.False(a.IsOpen);
        Assert.False(b.IsOpen);
        Assert.True(scene.Live.Pairs["b"].IsOpen);
        Assert.Same(c, scene.Live.Pairs["c"]);
        Assert.True(c.IsOpen);
    }

    [Fact]
    public async Task Start_TheServerFails_SaysSoAndRecoversByItself()
    {
        scene.User.Answers<IWorkspaceGrain>("GetPairs", (_, _) => throw new TimeoutException());
        await using var feed = await Started();
        Assert.True(feed.Failed);
        Assert.False(feed.Loaded);

        scene.User.Answers<IWorkspaceGrain>("GetPairs", (_, _) => System.Collections.Immutable.ImmutableArray.Create(scene.Pairs[0]));
        scene.Time.Advance(TimeSpan.FromSeconds(5));
        await Until.True(() => !feed.Failed, "another try");

        Assert.False(feed.Failed);
        Assert.Single(feed.Rows);
    }

    [Fact]
    public async Task Dispose_EndsEverySubscriptionAndCallsNoMore()
    {
        var calls = 0;
        var feed = new PairListFeed(scene.User.Grains(), scene.Live, scene.Pace, NullLogger.Instance);
        await feed.Start(() => calls++);
        Assert.Equal(3, scene.Live.Open);

        await feed.DisposeAsync();
        calls = 0;
        scene.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, scene.Live.Open);
        Assert.Equal(0, calls);
    }

    private async Task<PairListFeed> Started()
    {
        var feed = new PairListFeed(scene.User.Grains(), scene.Live, scene.Pace, NullLogger.Instance);
        await feed.Start(() => { });
        return feed;
    }
}
