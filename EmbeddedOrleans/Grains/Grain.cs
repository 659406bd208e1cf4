using System.Diagnostics.CodeAnalysis;
using EmbeddedOrleans.Runtime;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Base class of grains: one instance per identity, one turn at a time.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Takes the context of the activation that is being created.</summary>
    /// <remarks>Outside the runtime there is none, and every member that needs it throws <see cref="InvalidOperationException"/>.</remarks>
    protected Grain() => GrainContext = Activation.Current!;

    /// <inheritdoc/>
    [AllowNull]
    public IGrainContext GrainContext { get; private set; }

    /// <summary>The reference by which others call this grain.</summary>
    public GrainReference GrainReference => Own().GrainReference;

    /// <summary>Makes references to other grains; calls through it carry this grain as their source.</summary>
    protected IGrainFactory GrainFactory => Own().Silo.Factory;

    /// <summary>The services of this activation, disposed when it ends.</summary>
    protected internal IServiceProvider ServiceProvider => Own().ActivationServices;

    /// <inheritdoc cref="IGrainBase.OnActivateAsync"/>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="IGrainBase.OnDeactivateAsync"/>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation as soon as no call is in progress; calls that are waiting go to the next one.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps the idle collection away for <paramref name="timeSpan"/> from now. A negative span takes the delay back; <see cref="TimeSpan.MaxValue"/> is for ever.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Own().DelayDeactivation(timeSpan);

    private Activation Own() => GrainContext as Activation
        ?? throw new InvalidOperationException("This grain was created outside of the runtime.");
}
