using QuantPlatform.Silo.Feeds.Sockets;
using Xunit;

namespace QuantPlatform.Tests.Silo.Feeds;

public sealed class BackoffTests
{
    [Fact]
    public void Next_FirstTime_IsAtOnce() => Assert.Equal(TimeSpan.Zero, new Backoff(new Random(1)).Next());

    [Fact]
    public void Next_Repeated_JittersBetweenFloorAndAGrowingCeiling()
    {
        var greatest = new double[12];
        for (var seed = 0; seed < 400; seed++)
        {
            var backoff = new Backoff(new Random(seed));
            backoff.Next();
            for (var i = 0; i < greatest.Length; i++)
            {
                var wait = backoff.Next().TotalSeconds;
                Assert.InRange(wait, 0.5, 30);
                greatest[i] = Math.Max(greatest[i], wait);
            }
        }

        Assert.InRange(greatest[0], 1.5, 2);
        Assert.InRange(greatest[1], 3.5, 4);
        Assert.InRange(greatest[^1], 28, 30);
    }

    [Fact]
    public void Reset_AfterFailures_IsAtOnceAgain()
    {
        var backoff = new Backoff(new Random(1));
        backoff.Next();
        backoff.Next();
        backoff.Reset();

        Assert.Equal(TimeSpan.Zero, backoff.Next());
    }
}
