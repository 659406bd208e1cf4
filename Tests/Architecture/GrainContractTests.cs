using System.Reflection;
using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.Architecture;

/// <summary>Grain interfaces and what they carry keep to what a real serializer and the tenant filter need.</summary>
public sealed class GrainContractTests
{
    private static readonly Assembly Contracts = typeof(Refusal).Assembly;
    private static readonly Assembly Silo = typeof(IMarketStore).Assembly;

    private static readonly IReadOnlyList<Type> GrainInterfaces =
        [.. Contracts.GetTypes().Where(type => type.IsInterface && (IsGrain(type) || typeof(IGrainObserver).IsAssignableFrom(type)))];

    [Fact]
    public void GrainInterface_SaysWhoMayCall_ExactlyOnce()
    {
        var grains = GrainInterfaces.Where(IsGrain).ToList();

        Assert.NotEmpty(grains);
        Assert.All(grains, grain => Assert.True(
            grain.GetCustomAttributes().Count(attribute => attribute is TenantKeyAttribute or SharedAttribute or SystemOnlyAttribute) == 1,
            $"{grain.Name} needs exactly one of [TenantKey], [Shared], [SystemOnly]"));
    }

    [Fact]
    public void GrainInterface_AndMethods_HaveUniqueAliases()
    {
        AssertUnique(GrainInterfaces.Select(type => (type.FullName!, Alias(type))));
        Assert.All(GrainInterfaces, type => AssertUnique(type.GetMethods().Where(method => method.IsAbstract).Select(method => ($"{type.Name}.{method.Name}", Alias(method)))));
    }

    [Fact]
    public void GrainMethod_ReturnsATaskAndTakesAtMostOneToken()
    {
        var methods = GrainInterfaces.SelectMany(type => type.GetMethods()).Where(method => method.IsAbstract).ToList();

        Assert.All(methods, method =>
        {
            Assert.True(WireTypes.IsTask(method.ReturnType), $"{method.DeclaringType!.Name}.{method.Name} returns {method.ReturnType.Name}");
            Assert.InRange(method.GetParameters().Count(parameter => parameter.ParameterType == typeof(CancellationToken)), 0, 1);
        });
    }

    [Fact]
    public void EverythingOnTheWireAndInState_IsAttributedOrPlain()
    {
        var walk = new WireTypes();
        foreach (var method in GrainInterfaces.SelectMany(type => type.GetMethods()).Where(method => method.IsAbstract))
        {
            walk.Visit(WireTypes.Result(method.ReturnType), $"{method.DeclaringType!.Name}.{method.Name}");
            foreach (var parameter in method.GetParameters().Where(parameter => parameter.ParameterType != typeof(CancellationToken)))
            {
                walk.Visit(parameter.ParameterType, $"{method.DeclaringType!.Name}.{method.Name}({parameter.Name})");
            }
        }

        foreach (var state in GrainStates.Of(Silo))
        {
            walk.Visit(state, "state");
        }

        Assert.NotEmpty(walk.Seen);
        Assert.Empty(walk.Complaints);
        AssertUnique(walk.Seen.Where(type => !type.IsEnum).Select(type => (type.FullName!, Alias(type))));
    }

    [Fact]
    public void GrainState_HasItsJsonForm() =>
        Assert.All(GrainStates.Of(Silo), state => Assert.True(GrainStateJson.Default.GetTypeInfo(state) is not null, $"add [JsonSerializable(typeof({state.Name}))] to GrainStateJson"));

    private static bool IsGrain(Type type) => typeof(IGrainWithStringKey).IsAssignableFrom(type);

    // Read from the metadata, so that it works whatever the attribute calls its property.
    private static string? Alias(MemberInfo member) =>
        member.CustomAttributes.SingleOrDefault(attribute => attribute.AttributeType == typeof(AliasAttribute))?.ConstructorArguments[0].Value as string;

    private static void AssertUnique(IEnumerable<(string Name, string? Alias)> aliases)
    {
        var all = aliases.ToList();
        Assert.All(all, entry => Assert.False(string.IsNullOrEmpty(entry.Alias), $"{entry.Name} has no [Alias]"));
        Assert.Empty(all.GroupBy(entry => entry.Alias, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group.Select(entry => entry.Name))}"));
    }
}
