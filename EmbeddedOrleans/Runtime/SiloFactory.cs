using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;

namespace EmbeddedOrleans.Runtime;

/// <summary>References of one node; the co-hosted client is the same.</summary>
internal sealed class SiloFactory(Silo silo) : IClusterClient
{
    private static readonly GrainType ObserverType = GrainType.Create("sys.client.observer");

    private readonly ConcurrentDictionary<Type, GrainInterface> _interfaces = new();
    private readonly GrainReferenceShared _observers = new(silo, ObserverType, null);

    public IServiceProvider ServiceProvider => silo.Services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithStringKey
        => (TGrainInterface)(object)Make(typeof(TGrainInterface), KeyOf(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithIntegerKey
        => (TGrainInterface)(object)Make(typeof(TGrainInterface), GrainKey.FromInteger(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable
        => (TGrainInterface)(object)Reference(typeof(TGrainInterface), grainId);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => (IGrain)Make(grainInterfaceType, KeyOf(grainPrimaryKey), null);

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => (IGrain)Make(grainInterfaceType, GrainKey.FromInteger(grainPrimaryKey), null);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is GrainReference) throw new ArgumentException("This is a reference already.", nameof(obj));
        if (obj is IGrainBase) throw new ArgumentException("A grain is called by its own reference.", nameof(obj));
        if (obj is not TGrainObserverInterface) throw new ArgumentException($"It does not implement {typeof(TGrainObserverInterface)}.", nameof(obj));
        var key = IdSpan.Create(Guid.NewGuid().ToString("N"));
        var id = new GrainId(ObserverType, key);
        silo.Add(id, new ObserverTarget(silo, id, obj));
        return (TGrainObserverInterface)(object)Interface(typeof(TGrainObserverInterface)).Create(_observers, key);
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not GrainReference reference || reference.GrainId.Type != ObserverType)
            throw new ArgumentException("It is not a reference made by CreateObjectReference.", nameof(obj));
        (silo.Find(reference.GrainId) as ObserverTarget)?.Close();
    }

    public GrainReference Reference(Type interfaceType, GrainId id)
        => Interface(interfaceType).Create(SharedOf(id), id.Key);

    public GrainReference Reference(GrainClass grainClass, GrainId id)
    {
        foreach (var candidate in grainClass.Interfaces)
            if (silo.Catalog.Creators.TryGetValue(candidate, out var create)) return create(grainClass.Shared, id.Key);
        throw new InvalidOperationException($"{grainClass.Type} implements no grain interface.");
    }

    private static IdSpan KeyOf(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return IdSpan.Create(key);
    }

    private GrainReferenceShared SharedOf(GrainId id) => id.Type == ObserverType
        ? _observers
        : silo.Catalog.ByName(id.Type)?.Shared ?? throw new ArgumentException($"No grain class is named '{id.Type}'.");

    private GrainReference Make(Type interfaceType, IdSpan key, string? prefix)
    {
        var face = Interface(interfaceType);
        return face.Create((prefix is null ? face.Class : silo.Catalog.Implementation(interfaceType, prefix)).Shared, key);
    }

    private GrainInterface Interface(Type type)
    {
        if (_interfaces.TryGetValue(type, out var known)) return known;
        if (!silo.Catalog.Creators.TryGetValue(type, out var create))
            throw new ArgumentException($"{type} is not a grain interface, or its project does not use the generator.");
        return _interfaces.GetOrAdd(type, new GrainInterface(create, new Lazy<GrainClass>(() => silo.Catalog.Implementation(type, null))));
    }

    private sealed class GrainInterface(Func<GrainReferenceShared, IdSpan, GrainReference> create, Lazy<GrainClass> implementation)
    {
        public Func<GrainReferenceShared, IdSpan, GrainReference> Create => create;

        public GrainClass Class => implementation.Value;
    }
}
