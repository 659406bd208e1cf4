using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Web.Feeds;
using QuantPlatform.Web.Ui;
using Xunit;

namespace QuantPlatform.Tests.Web.Feeds;

public sealed class FeedBadgeFeedTests
{
    private readonly StepTime time = new();
    private readonly FakeLive live = new();

    [Fact]
    public async Task Start_StateChanges_ShowsTheNewest()
    {
        await using var feed = new FeedBadgeFeed(live, new PagePace(time));
        feed.Start(() => { });
        await Until.True(() => live.Venue is not null, "the subscription");

        live.Venue!.Write(new VenueState("demo", "demo", FeedState.Connecting, 1, ""));
        live.Venue.Write(new VenueState("demo", "demo", FeedState.Live, 2, ""));
        await Until.True(() => feed.State?.State == FeedState.Live, "the newest state");

        Assert.False(feed.Unreachable);
    }

    [Fact]
    public async Task Start_CannotSubscribe_SaysSoAndTriesAgain()
    {
        live.FailsNext = true;
        await using var feed = new FeedBadgeFeed(live, new PagePace(time));
        feed.Start(() => { });
        await Until.True(() => feed.Unreachable, "unreachable");
        Assert.Null(live.Venue);

        await Until.True(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(5));
                return live.Venue is not null;
            },
            "another try");
        live.Venue!.Write(new VenueState("demo", "demo", FeedState.Live, 2, ""));
        await Until.True(() => feed.State is not null, "a state");

        Assert.False(feed.Unreachable);
    }

    [Fact]
    public async Task Dispose_EndsTheSubscription()
    {
        var feed = new FeedBadgeFeed(live, new PagePace(time));
        feed.Start(() => { });
        await Until.True(() => live.Open == 1, "the subscription");

        await feed.DisposeAsync();

        Assert.Equal(0, live.Open);
    }
}
