using QuantPlatform.Silo.Feeds.Rest;
using Xunit;

namespace QuantPlatform.Tests.Silo.Feeds;

public sealed class WeightBudgetTests : IDisposable
{
    private readonly ManualTime time = new();
    private readonly WeightBudget budget;

    public WeightBudgetTests() => budget = new WeightBudget(time);

    public void Dispose() => budget.Dispose();

    [Fact]
    public void Acquire_Backfill_LeavesAReserveForGaps()
    {
        var backfills = Fill(RestPriority.Backfill, 20);
        Assert.Equal(1_200 / 20, backfills);

        Assert.True(Acquire(RestPriority.Gap).IsCompletedSuccessfully);
        Assert.False(Acquire(RestPriority.Backfill).IsCompleted);
    }

    [Fact]
    public async Task Acquire_MinuteTurns_ServesTheMostUrgentFirst()
    {
        budget.OnReported(WeightBudget.DefaultLimit);
        var order = new List<string>();
        Task[] waiting = [Note("backfill", RestPriority.Backfill), Note("klines", RestPriority.Background), Note("gap", RestPriority.Gap), Note("after", RestPriority.CatchUp)];
        Assert.All(waiting, task => Assert.False(task.IsCompleted));

        budget.OnLimit(40);
        for (var minute = 0; minute < 4; minute++)
        {
            time.Advance(TimeSpan.FromSeconds(61));
            await Eventually.Holds(() => waiting.Count(task => task.IsCompleted) == minute + 1, "one request a minute");
        }

        Assert.Equal(["gap", "after", "klines", "backfill"], order);

        async Task Note(string name, RestPriority priority)
        {
            await budget.Acquire(30, priority, CancellationToken.None);
            order.Add(name);
        }
    }

    [Fact]
    public void Used_NextClockMinute_StartsAtZero()
    {
        _ = budget.Acquire(20, RestPriority.Gap, CancellationToken.None);
        Assert.Equal(20, budget.Used);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(0, budget.Used);
    }

    [Fact]
    public void OnReported_MoreThanCountedHere_CountsForEverybody()
    {
        budget.OnReported(2_320);
        Assert.Equal(2_320, budget.Used);
        Assert.False(Acquire(RestPriority.Gap).IsCompleted);
        budget.OnReported(5);
        Assert.Equal(2_320, budget.Used);
    }

    [Fact]
    public async Task OnBlocked_RetryAfter_HoldsEverybodyUntilThen()
    {
        budget.OnBlocked(TimeSpan.FromSeconds(150));
        var gap = Acquire(RestPriority.Gap);
        time.Advance(TimeSpan.FromSeconds(149));
        Assert.False(gap.IsCompleted);
        Assert.NotNull(budget.BlockedUntil);
        time.Advance(TimeSpan.FromSeconds(2));
        await gap.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Null(budget.BlockedUntil);
    }

    [Fact]
    public async Task Acquire_Cancelled_GivesItsTurnUp()
    {
        budget.OnReported(WeightBudget.DefaultLimit);
        using var stop = new CancellationTokenSource();
        var gone = budget.Acquire(20, RestPriority.Gap, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);

        var next = Acquire(RestPriority.Backfill);
        time.Advance(TimeSpan.FromSeconds(61));
        await next.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(20, budget.Used);
    }

    private int Fill(RestPriority priority, int weight)
    {
        var count = 0;
        while (budget.Acquire(weight, priority, CancellationToken.None).IsCompletedSuccessfully)
        {
            count++;
        }

        return count;
    }

    private Task Acquire(RestPriority priority) => budget.Acquire(20, priority, CancellationToken.None);
}
