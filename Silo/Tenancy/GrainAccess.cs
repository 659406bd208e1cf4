using System.Collections.Concurrent;
using System.Reflection;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Silo.Tenancy;

/// <summary>Who may call a method of a grain contract, read off its attributes.</summary>
internal enum GrainAccess
{
    /// <summary>Not a contract of the platform (Orleans' own): it passes.</summary>
    Foreign,
    TenantKey,
    Shared,
    SystemOnly,
}

/// <summary>Reads and remembers <see cref="GrainAccess"/> by method and by grain class.</summary>
internal static class GrainAccessRules
{
    private static readonly ConcurrentDictionary<MethodInfo, GrainAccess> ByMethod = [];
    private static readonly ConcurrentDictionary<Type, bool> TenantClasses = [];

    /// <summary>The rule of an interface method; a method's own attribute is stronger than its interface's.</summary>
    public static GrainAccess Of(MethodInfo method) => ByMethod.GetOrAdd(method, static method =>
    {
        var contract = method.DeclaringType!;
        if (method.IsDefined(typeof(SystemOnlyAttribute)) || contract.IsDefined(typeof(SystemOnlyAttribute)))
        {
            return GrainAccess.SystemOnly;
        }

        return contract.IsDefined(typeof(TenantKeyAttribute)) ? GrainAccess.TenantKey
            : contract.IsDefined(typeof(SharedAttribute)) ? GrainAccess.Shared
            : GrainAccess.Foreign;
    });

    /// <summary>Whether a grain class is keyed by a tenant.</summary>
    public static bool IsTenant(Type grainClass) => TenantClasses.GetOrAdd(grainClass, static type =>
        type.GetInterfaces().Any(contract => contract.IsDefined(typeof(TenantKeyAttribute))));
}
