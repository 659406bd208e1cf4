using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Feeds;
using Xunit;

namespace QuantPlatform.Tests.Silo.Feeds;

public sealed class VenueFallbackTests
{
    private readonly ManualTime time = new();
    private readonly VenueFallback fallback;

    public VenueFallbackTests() => fallback = new VenueFallback(time);

    [Fact]
    public void Decide_BinanceOutOfReach_FallsBackAfterFifteenSeconds()
    {
        Assert.Equal(Venues.Binance, fallback.Decide(Status(FeedState.Connecting)));
        time.Advance(TimeSpan.FromSeconds(14.9));
        Assert.Equal(Venues.Binance, fallback.Decide(Status(FeedState.Down)));
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(Venues.Demo, fallback.Decide(Status(FeedState.Down)));
    }

    [Fact]
    public void Decide_BinanceBack_ReturnsToIt()
    {
        fallback.Decide(Status(FeedState.Connecting));
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(Venues.Demo, fallback.Decide(Status(FeedState.Down)));
        Assert.Equal(Venues.Binance, fallback.Decide(Status(FeedState.Live, ever: true)));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(Venues.Binance, fallback.Decide(Status(FeedState.Down, ever: true)));
    }

    [Theory]
    [InlineData(true, Venues.Binance)]
    [InlineData(false, Venues.Demo)]
    public void Decide_StaleSocket_CountsOnlyIfItEverDelivered(bool ever, string expected)
    {
        fallback.Decide(Status(FeedState.Connecting));
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(expected, fallback.Decide(Status(FeedState.Stale, ever)));
    }

    private static FeedStatus Status(FeedState state, bool ever = false) => new(new VenueState(Venues.Binance, "binance", state, 0, ""), [], 0, 0, ever);
}
