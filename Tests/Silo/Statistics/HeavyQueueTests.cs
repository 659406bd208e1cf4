using QuantPlatform.Contracts;
using QuantPlatform.Silo.Statistics;
using Xunit;

namespace QuantPlatform.Tests.Silo.Statistics;

public sealed class HeavyQueueTests
{
    [Fact]
    public async Task Run_QueueFull_IsRefusedAsBusyAndAcceptedLater()
    {
        using var queue = new HeavyQueue(atOnce: 1, waiting: 1, perUser: 1);
        using var gate = new ManualResetEventSlim();
        Outcome<int> Work(int value)
        {
            gate.Wait();
            return Outcome.Of(value);
        }

        var first = queue.Run(null, () => Work(1));
        var second = queue.Run(null, () => Work(2));
        var third = await queue.Run(null, () => Outcome.Of(3));

        Assert.Equal(RefusalCodes.Busy, Assert.Single(third.Refusals).Code);
        gate.Set();
        Assert.Equal(1, (await first).Value);
        Assert.Equal(2, (await second).Value);
        Assert.Equal(4, (await queue.Run(null, () => Outcome.Of(4))).Value);
    }

    [Fact]
    public async Task Run_OneUserHoldsTheirShare_OthersStillGetIn()
    {
        using var queue = new HeavyQueue(atOnce: 1, waiting: 3, perUser: 2);
        using var gate = new ManualResetEventSlim();
        Outcome<int> Work()
        {
            gate.Wait();
            return Outcome.Of(1);
        }

        var anns = new[] { queue.Run("ann", Work), queue.Run("ann", Work) };
        var refused = await queue.Run("ann", Work);
        var bobs = queue.Run("bob", Work);

        Assert.Equal(RefusalCodes.Busy, Assert.Single(refused.Refusals).Code);
        gate.Set();
        Assert.All(await Task.WhenAll([.. anns, bobs]), outcome => Assert.True(outcome.Accepted));
        Assert.True((await queue.Run("ann", Work)).Accepted);
    }

    [Fact]
    public async Task Wait_QueueFull_WaitsForItsTurn()
    {
        using var queue = new HeavyQueue(atOnce: 1, waiting: 0, perUser: 1);
        using var gate = new ManualResetEventSlim();
        var first = queue.Run(null, () =>
        {
            gate.Wait();
            return Outcome.Of(1);
        });
        var done = false;
        var own = queue.Wait(() => done = true);

        Assert.False(own.IsCompleted);
        gate.Set();
        await first;
        await own;
        Assert.True(done);
    }

    [Fact]
    public async Task Run_WorkThrows_PassesItOnAndFreesThePlace()
    {
        using var queue = new HeavyQueue(atOnce: 1, waiting: 0, perUser: 1);

        await Assert.ThrowsAsync<InvalidOperationException>(() => queue.Run<int>(null, () => throw new InvalidOperationException()));

        Assert.Equal(5, (await queue.Run(null, () => Outcome.Of(5))).Value);
    }
}
