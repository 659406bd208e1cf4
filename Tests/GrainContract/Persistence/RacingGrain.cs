using Orleans;
using Orleans.Runtime;

namespace QuantPlatform.Tests.GrainContract.Persistence;

[GenerateSerializer, Alias("test.Count")]
public sealed record Count
{
    [Id(0)]
    public int Value { get; init; }
}

[Alias("test.IRacingGrain")]
public interface IRacingGrain : IGrainWithStringKey
{
    Task<int> Increment();

    Task IncrementOther(string key);

    Task<int> Calls();

    Task IncrementSoon();
}

[GrainType("test-racing")]
public sealed class RacingGrain([PersistentState("count", "racing")] IPersistentState<Count> storage, Journal journal) : Grain, IRacingGrain
{
    private int _calls;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Note($"deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public async Task<int> Increment()
    {
        storage.State = new Count { Value = storage.State.Value + 1 };
        await storage.WriteStateAsync();
        return storage.State.Value;
    }

    public Task IncrementOther(string key)
    {
        _calls++;
        return GrainFactory.GetGrain<IRacingGrain>(key).Increment();
    }

    public Task IncrementSoon()
    {
        this.RegisterGrainTimer(Increment, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task<int> Calls() => Task.FromResult(_calls);
}
