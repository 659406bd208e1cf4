using QuantPlatform.Silo.Feeds.Sockets;
using Xunit;

namespace QuantPlatform.Tests.Silo.Feeds;

public sealed class ExchangeClockTests
{
    private const long T = 1_700_000_000_000;

    private readonly ManualTime time = new();

    [Fact]
    public void Now_BeforeAnything_IsUnknown()
    {
        var clock = new ExchangeClock(time);
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((0, 0, 0), (clock.Now, clock.FrameClock, clock.Silent));
    }

    [Fact]
    public void Now_AfterFrames_IsTheGreatestEventTimeCarriedOn()
    {
        var clock = new ExchangeClock(time);
        Frame(clock, T + 700);
        time.Advance(TimeSpan.FromMilliseconds(100));
        Frame(clock, T + 300);
        time.Advance(TimeSpan.FromMilliseconds(400));

        Assert.Equal(T + 700 + 500, clock.Now);
        Assert.Equal(T + 700, clock.FrameClock);
    }

    [Fact]
    public void OnFrame_PassingTheCloseOfASecond_SaysSoOnce()
    {
        var clock = new ExchangeClock(time);
        Assert.True(clock.OnFrame(T + 100));
        Assert.False(clock.OnFrame(T + 249));
        Assert.True(clock.OnFrame(T + 250));
        Assert.False(clock.OnFrame(T + 1_249));
        Assert.False(clock.OnFrame(T + 90));
        Assert.True(clock.OnFrame(T + 3_250));
    }

    [Fact]
    public void Silent_OnlyAfterAQuietSocketWithNothingUnprocessed()
    {
        var clock = new ExchangeClock(time);
        Frame(clock, T);
        time.Advance(TimeSpan.FromMilliseconds(1_499));
        Assert.Equal(0, clock.Silent);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(T + 1_500, clock.Silent);

        clock.OnReceived();
        Assert.Equal(0, clock.Silent);
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(0, clock.Silent);
        clock.OnProcessed();
        Assert.Equal(0, clock.Silent);
        time.Advance(TimeSpan.FromMilliseconds(1_500));
        Assert.Equal(T + 12_000, clock.Silent);
    }

    [Fact]
    public void Silent_AfterTheProcessStoodStill_IsObservedAnew()
    {
        var clock = new ExchangeClock(time);
        Frame(clock, T);
        time.Advance(TimeSpan.FromSeconds(30));
        clock.OnStall();

        Assert.Equal(0, clock.Silent);
        time.Advance(TimeSpan.FromMilliseconds(1_500));
        Assert.Equal(T + 31_500, clock.Silent);
    }

    [Fact]
    public void OnCaughtUp_BeforeTheFirstFrame_StartsTheClockOnce()
    {
        var clock = new ExchangeClock(time);
        clock.OnCaughtUp(T);
        time.Advance(TimeSpan.FromSeconds(2));
        clock.OnCaughtUp(T + 60_000);

        Assert.Equal(T + 2_000, clock.Now);
        Assert.Equal(0, clock.FrameClock);
    }

    [Fact]
    public void OnCaughtUp_AfterTheFirstFrame_MovesNothing()
    {
        var clock = new ExchangeClock(time);
        Frame(clock, T);
        clock.OnCaughtUp(T + 60_000);

        Assert.Equal(T, clock.Now);
    }

    [Fact]
    public void Now_FirstFrameEarlierThanTheStart_FollowsTheFrame()
    {
        var clock = new ExchangeClock(time);
        clock.OnCaughtUp(T + 10_000);
        Frame(clock, T);

        Assert.Equal(T, clock.Now);
    }

    private static void Frame(ExchangeClock clock, long eventTime)
    {
        clock.OnReceived();
        clock.OnFrame(eventTime);
        clock.OnProcessed();
    }
}
