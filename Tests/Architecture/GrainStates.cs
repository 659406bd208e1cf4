using System.Reflection;
using Orleans.Runtime;

namespace QuantPlatform.Tests.Architecture;

/// <summary>The types that grains store.</summary>
internal static class GrainStates
{
    /// <summary>The <c>T</c> of every constructor parameter <c>IPersistentState&lt;T&gt;</c>.</summary>
    public static IReadOnlyList<Type> Of(Assembly assembly) =>
        [.. assembly.GetTypes()
            .SelectMany(type => type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
            .SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => parameter.ParameterType)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IPersistentState<>))
            .Select(type => type.GetGenericArguments()[0])
            .Distinct()];
}
