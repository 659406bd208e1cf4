using Orleans;
using Orleans.Runtime;

namespace EmbeddedOrleans.Runtime;

internal abstract class Activation : IGrainContext
{
    [ThreadStatic]
    private static Activation? s_current;

    public static Activation? Current { get => s_current; set => s_current = value; }

    public abstract Silo Silo { get; }
    public abstract GrainReference GrainReference { get; }
    public abstract GrainId GrainId { get; }
    public abstract object? GrainInstance { get; }
    public abstract IServiceProvider ActivationServices { get; }
    public abstract IGrainLifecycle ObservableLifecycle { get; }
    public abstract Task Deactivated { get; }
    public abstract void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
    public abstract void DelayDeactivation(TimeSpan timeSpan);
    public abstract IGrainTimer AddTimer<TState>(Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options);
    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);
}

internal abstract class Silo
{
    public abstract SiloFactory Factory { get; }
}

internal abstract class SiloFactory : IGrainFactory
{
    public abstract GrainReference Reference(Type type, GrainId id);
    public abstract TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithStringKey;
    public abstract TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithIntegerKey;
    public abstract TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable;
    public abstract IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);
    public abstract IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey);
    public abstract TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver;
    public abstract void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver;
}
