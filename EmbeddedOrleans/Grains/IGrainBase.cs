using Orleans.Runtime;

namespace Orleans;

/// <summary>What the runtime needs of a grain class. <see cref="Grain"/> implements it; a class may do so itself.</summary>
public interface IGrainBase
{
    /// <summary>The activation this instance belongs to.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs after the state has been read and before the first call. What it throws reaches the callers, and the next call tries again.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs once no call is in progress and none will follow on this activation. The runtime logs what it throws and goes on.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
