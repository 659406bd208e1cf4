using Orleans;
using Orleans.Runtime;

namespace QuantPlatform.Tests.GrainContract.Lifetime;

[Alias("test.ILifetimeGrain")]
public interface ILifetimeGrain : IGrainWithStringKey
{
    Task<Guid> Activation();

    Task Throw(string message);

    Task End();

    Task EndAndBlock(string gate);

    Task Keep();
}

/// <summary>Fails to be activated while its key is among the broken ones.</summary>
[GrainType("test-lifetime")]
public sealed class LifetimeGrain(Journal journal, BrokenKeys broken) : Grain, ILifetimeGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        journal.Note($"activating {this.GetPrimaryKeyString()}");
        if (broken.Contains(this.GetPrimaryKeyString())) throw new NotSupportedException("broken at birth");
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        journal.Note($"{this.GetPrimaryKeyString()} ended: {reason.ReasonCode}");
    }

    public Task<Guid> Activation() => Task.FromResult(_activation);

    public async Task Throw(string message)
    {
        await Task.Yield();
        throw new NotSupportedException(message);
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task EndAndBlock(string gate)
    {
        DeactivateOnIdle();
        journal.Note("ending");
        await journal.Pass(gate);
    }

    public Task Keep()
    {
        DelayDeactivation(TimeSpan.FromHours(1));
        return Task.CompletedTask;
    }
}

/// <summary>Which grains cannot be activated.</summary>
public sealed class BrokenKeys : HashSet<string>;

[Alias("test.IKeptGrain")]
public interface IKeptGrain : IGrainWithStringKey
{
    Task<Guid> Activation();
}

[GrainType("test-kept")]
[KeepAlive]
public sealed class KeptGrain : Grain, IKeptGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public Task<Guid> Activation() => Task.FromResult(_activation);
}
