using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace EmbeddedOrleans.Runtime;

/// <summary>A grain class and what its attributes say.</summary>
internal sealed class GrainClass
{
    private readonly Lazy<(ObjectFactory Factory, Func<Activation, object>[] Facets)> _constructor;

    public GrainClass(Silo silo, Type type, TimeSpan defaultAge)
    {
        Type = type;
        GrainType = GrainType.Create(type.GetCustomAttribute<GrainTypeAttribute>()?.Name ?? DefaultName(type));
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        MaxWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers;
        var limit = type.GetCustomAttribute<CollectionAgeLimitAttribute>();
        AgeLimit = type.IsDefined(typeof(KeepAliveAttribute), inherit: true) || limit is { AlwaysActive: true }
            ? long.MaxValue
            : silo.TicksOf(limit?.AgeLimit ?? defaultAge);
        Interfaces = [.. type.GetInterfaces().Where(face => face != typeof(IGrain) && typeof(IAddressable).IsAssignableFrom(face))];
        Subscriptions = [.. type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>(inherit: true)];
        Shared = new GrainReferenceShared(silo, GrainType, this);
        _constructor = new(() => GrainFacets.FactoryOf(type));
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    /// <summary>How many activations an identity may have; null for the usual one.</summary>
    public int? MaxWorkers { get; }

    /// <summary>Time stamp ticks without use before collection.</summary>
    public long AgeLimit { get; }

    public Type[] Interfaces { get; }

    public ImplicitStreamSubscriptionAttribute[] Subscriptions { get; }

    public GrainReferenceShared Shared { get; }

    public object Create(Activation activation)
    {
        var (factory, facets) = _constructor.Value;
        return factory(activation.ActivationServices, Array.ConvertAll(facets, facet => facet(activation)));
    }

    private static string DefaultName(Type type)
    {
        const string suffix = "grain";
        var name = type.Name.ToLowerInvariant();
        return name.EndsWith(suffix, StringComparison.Ordinal) && name.Length > suffix.Length ? name[..^suffix.Length] : name;
    }
}
