using QuantPlatform.Contracts;
using QuantPlatform.Silo.Statistics;
using Xunit;

namespace QuantPlatform.Tests.Silo.Statistics;

public sealed class HeavyQueueTests
{
    [Fact]
    public async Task Run_QueueFull_IsRefusedAsBusyAndAcceptedLater()
    {
        using var queue = new HeavyQueue(atOnce: 1, waiting: 1);
        using var gate = new ManualResetEventSlim();
        Outcome<int> Work(int value)
        {
            gate.Wait();
            return Outcome.Of(value);
        }

        var first = queue.Run(() => Work(1));
        var second = queue.Run(() => Work(2));
        var third = await queue.Run(() => Outcome.Of(3));

        Assert.Equal(RefusalCodes.Busy, Assert.Single(third.Refusals).Code);
        gate.Set();
        Assert.Equal(1, (await first).Value);
        Assert.Equal(2, (await second).Value);
        Assert.Equal(4, (await queue.Run(() => Outcome.Of(4))).Value);
    }

    [Fact]
    public async Task Run_WorkThrows_PassesItOnAndFreesThePlace()
    {
        using var queue = new HeavyQueue(atOnce: 1, waiting: 0);

        await Assert.ThrowsAsync<InvalidOperationException>(() => queue.Run<int>(() => throw new InvalidOperationException()));

        Assert.Equal(5, (await queue.Run(() => Outcome.Of(5))).Value);
    }
}
