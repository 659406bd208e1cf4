using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace EmbeddedOrleans.Runtime;

/// <summary>Finds the constructor of a grain class and the parameters that the runtime itself supplies.</summary>
internal static class GrainFacets
{
    public static (ObjectFactory Factory, Func<Activation, object>[] Facets) FactoryOf(Type type)
    {
        var constructors = type.GetConstructors();
        var constructor = constructors.Length == 1
            ? constructors[0]
            : constructors.FirstOrDefault(candidate => candidate.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
                ?? constructors.MaxBy(candidate => candidate.GetParameters().Length)
                ?? throw new InvalidOperationException($"{type} has no public constructor.");
        List<Type> types = [];
        List<Func<Activation, object>> facets = [];
        foreach (var parameter in constructor.GetParameters())
        {
            var facet = parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state ? StateFacet(type, parameter, state)
                : parameter.ParameterType == typeof(IGrainContext) ? static activation => activation
                : null;
            if (facet is null) continue;
            types.Add(parameter.ParameterType);
            facets.Add(facet);
        }

        return (ActivatorUtilities.CreateFactory(type, [.. types]), [.. facets]);
    }

    private static Func<Activation, object> StateFacet(Type type, ParameterInfo parameter, PersistentStateAttribute attribute)
    {
        if (!parameter.ParameterType.IsGenericType || parameter.ParameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new InvalidOperationException($"Parameter {parameter.Name} of {type} is a persistent state and must be an IPersistentState<T>.");
        var method = typeof(GrainFacets).GetMethod(nameof(CreateState), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(parameter.ParameterType.GenericTypeArguments)
            .CreateDelegate<Func<Activation, PersistentStateAttribute, object>>();
        return activation => method(activation, attribute);
    }

    private static object CreateState<TState>(Activation activation, PersistentStateAttribute attribute) => new PersistentState<TState>(activation, attribute);
}
