using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace EmbeddedOrleans.Runtime;

/// <summary>One state of one activation in front of its storage provider.</summary>
internal sealed class PersistentState<TState> : IPersistentState<TState>, IGrainState<TState>, ILifecycleObserver
{
    private readonly string _name;
    private readonly GrainId _grainId;
    private readonly IGrainStorage _storage;
    private TState? _state;

    public PersistentState(Activation activation, PersistentStateAttribute attribute)
    {
        _name = attribute.StateName;
        _grainId = activation.GrainId;
        var provider = attribute.StorageName ?? StorageProviderExtensions.DefaultName;
        _storage = activation.ActivationServices.GetKeyedService<IGrainStorage>(provider)
            ?? throw new InvalidOperationException($"There is no storage provider named '{provider}' for the state '{_name}' of {activation.Class.Type}.");
        activation.ObservableLifecycle.Subscribe(_name, GrainLifecycleStage.SetupState, this);
    }

    public TState State
    {
        get => _state ??= Activator.CreateInstance<TState>();
        set => _state = value;
    }

    TState? IGrainState<TState>.State
    {
        get => State;
        set => _state = value;
    }

    public string? Etag { get; private set; }

    string? IGrainState<TState>.ETag
    {
        get => Etag;
        set => Etag = value;
    }

    public bool RecordExists { get; private set; }

    bool IGrainState<TState>.RecordExists
    {
        get => RecordExists;
        set => RecordExists = value;
    }

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) => _storage.ReadStateAsync(_name, _grainId, this, cancellationToken);

    public Task WriteStateAsync(CancellationToken cancellationToken) => _storage.WriteStateAsync(_name, _grainId, this, cancellationToken);

    public Task ClearStateAsync(CancellationToken cancellationToken) => _storage.ClearStateAsync(_name, _grainId, this, cancellationToken);

    public Task OnStart(CancellationToken cancellationToken = default) => ReadStateAsync(cancellationToken);

    public Task OnStop(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
