using System.Reflection;
using EmbeddedOrleans.Generation;
using Orleans.Runtime;

namespace EmbeddedOrleans.Runtime;

/// <summary>The grain classes and interfaces of every assembly that the process uses.</summary>
internal sealed class GrainCatalog
{
    private readonly Dictionary<GrainType, GrainClass> _byName = [];

    public GrainCatalog(Silo silo, TimeSpan defaultAge)
    {
        var builder = new GrainManifestBuilder();
        foreach (var manifest in FindManifests()) manifest.Describe(builder);
        Creators = builder.Interfaces;
        foreach (var type in builder.Classes)
        {
            var grainClass = new GrainClass(silo, type, defaultAge);
            if (!_byName.TryAdd(grainClass.GrainType, grainClass))
                throw new InvalidOperationException($"Two grain classes are named '{grainClass.GrainType}': {type} and {_byName[grainClass.GrainType].Type}.");
        }
    }

    public Dictionary<Type, Func<GrainReferenceShared, IdSpan, GrainReference>> Creators { get; }

    public IEnumerable<GrainClass> Classes => _byName.Values;

    public GrainClass? ByName(GrainType name) => _byName.GetValueOrDefault(name);

    /// <summary>The class behind an interface: the only one, or the only one whose full name begins with the prefix, or the one named like the interface.</summary>
    public GrainClass Implementation(Type interfaceType, string? prefix)
    {
        GrainClass[] found = [.. _byName.Values.Where(candidate => candidate.Interfaces.Contains(interfaceType))];
        if (prefix is not null) found = Array.FindAll(found, candidate => candidate.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal));
        return found switch
        {
            [var only] => only,
            [] => throw new ArgumentException($"Could not find an implementation for interface {interfaceType}."),
            _ => found.SingleOrDefault(candidate => candidate.Type.Name == interfaceType.Name[1..])
                ?? throw new ArgumentException($"Several classes implement {interfaceType}: {string.Join(", ", found.Select(candidate => candidate.Type))}."),
        };
    }

    private static IEnumerable<GrainManifest> FindManifests()
    {
        HashSet<Assembly> seen = [];
        var open = new Stack<Assembly>(AppDomain.CurrentDomain.GetAssemblies());
        while (open.TryPop(out var assembly))
        {
            if (assembly.IsDynamic || !seen.Add(assembly)) continue;
            foreach (var reference in assembly.GetCustomAttributes<GrainAssemblyAttribute>()) open.Push(Assembly.Load(reference.Name));
            if (assembly.GetCustomAttribute<GrainManifestAttribute>() is { } attribute)
                yield return (GrainManifest)Activator.CreateInstance(attribute.Manifest, nonPublic: true)!;
        }
    }
}
