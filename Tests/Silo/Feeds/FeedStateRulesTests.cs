using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Silo.Feeds;
using Xunit;

namespace QuantPlatform.Tests.Silo.Feeds;

public sealed class FeedStateRulesTests
{
    private static readonly SocketView Healthy = new(true, Seconds(100), Seconds(0.1), "", 5, 5);

    [Fact]
    public void OfSocket_FramesComeIn_IsLiveWithoutReason() =>
        Assert.Equal(new FeedVerdict(FeedState.Live, ""), FeedStateRules.OfSocket(Healthy));

    [Theory]
    [InlineData(9.9, FeedState.Live)]
    [InlineData(10, FeedState.Stale)]
    public void OfSocket_NoFrameForTenSeconds_IsStale(double quiet, FeedState expected) =>
        Assert.Equal(expected, FeedStateRules.OfSocket(Healthy with { SinceLastFrame = Seconds(quiet) }).State);

    [Theory]
    [InlineData(3, FeedState.Connecting)]
    [InlineData(10, FeedState.Stale)]
    public void OfSocket_ConnectedWithoutAnyFrame_WaitsThenIsStale(double since, FeedState expected) =>
        Assert.Equal(expected, FeedStateRules.OfSocket(Healthy with { Since = Seconds(since), SinceLastFrame = null }).State);

    [Theory]
    [InlineData(1, FeedState.Connecting)]
    [InlineData(5, FeedState.Down)]
    public void OfSocket_Lost_IsDownAfterAWhileAndSaysWhy(double since, FeedState expected) =>
        Assert.Equal(new FeedVerdict(expected, "refused"), FeedStateRules.OfSocket(new SocketView(false, Seconds(since), null, "refused", 5, 0)));

    [Fact]
    public void OfSocket_MostSymbolsBehind_IsBackfilling()
    {
        Assert.Equal(FeedState.Backfilling, FeedStateRules.OfSocket(Healthy with { CaughtUp = 2 }).State);
        Assert.Equal(FeedState.Live, FeedStateRules.OfSocket(Healthy with { CaughtUp = 3 }).State);
    }

    [Fact]
    public void OfVenue_SeveralSockets_IsTheWorst()
    {
        FeedVerdict live = new(FeedState.Live, ""), stale = new(FeedState.Stale, "s"), down = new(FeedState.Down, "d"), filling = new(FeedState.Backfilling, "b");
        Assert.Equal(stale, FeedStateRules.OfVenue([live, stale, filling]));
        Assert.Equal(down, FeedStateRules.OfVenue([stale, down]));
        Assert.Equal(FeedState.Connecting, FeedStateRules.OfVenue([]).State);
    }

    [Theory]
    [InlineData(false, true, true, false, null, FeedState.Down)]
    [InlineData(true, true, true, false, "disk full", FeedState.Down)]
    [InlineData(true, false, true, false, null, FeedState.Connecting)]
    [InlineData(true, true, false, false, null, FeedState.Backfilling)]
    [InlineData(true, true, true, true, null, FeedState.Stale)]
    [InlineData(true, true, true, false, null, FeedState.Live)]
    public void OfSymbol_OnALiveSocket_JudgesTheSymbol(bool listed, bool active, bool caughtUp, bool dead, string? failure, FeedState expected)
    {
        var verdict = FeedStateRules.OfSymbol(new FeedVerdict(FeedState.Live, ""), new SymbolView(listed, active, caughtUp, dead, failure));
        Assert.Equal(expected, verdict.State);
        Assert.Equal(expected == FeedState.Live, verdict.Reason.Length == 0);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
