using System.Reflection;
using Orleans;
using QuantPlatform.Web.Accounts;
using QuantPlatform.Web.Admin;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Tenancy;
using Xunit;

namespace QuantPlatform.Tests.Web.Tenancy;

public sealed class GrainAccessTests
{
    // Whoever holds a factory can reach any tenant: TenantGrains and what it hands out, the sign-in code, the administration (which asks for the role first) and its audit trail, and the hub of live topics, whose keys come from TenantGrains.
    private static readonly Type[] Allowed = [typeof(TenantGrains), typeof(UserGrains), typeof(AccountDirectory), typeof(AdminGrains), typeof(AuditTrail), typeof(LiveHub), typeof(LiveTopic)];

    [Fact]
    public void WebTypes_ThatHoldAGrainFactory_AreTheListedOnes()
    {
        var holders =
            from type in typeof(TenantGrains).Assembly.GetTypes()
            let members = type.GetFields(All).Select(field => field.FieldType)
                .Concat(type.GetProperties(All).Select(property => property.PropertyType))
                .Concat(type.GetConstructors(All).SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType))
            where members.Any(member => typeof(IGrainFactory).IsAssignableFrom(member))
            select Outermost(type);

        Assert.Equal(Allowed.Select(type => type.FullName).Order(), holders.Distinct().Select(type => type.FullName).Order());
    }

    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
