using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Tests.Web.Api.Fakes;
using QuantPlatform.Web.Tenancy;
using Xunit;

namespace QuantPlatform.Tests.Web.Tenancy;

public sealed class TenantGrainsTests
{
    private readonly FakeGrains _grains = new();

    [Fact]
    public async Task Call_RunsAsTheSignedInUserAndLeavesThePrincipalAsItWas()
    {
        CallPrincipal.System.Enter();

        var inside = await Of("ann").Call(_ => Task.FromResult(CallPrincipal.Current));

        Assert.Equal(CallPrincipal.User("ann"), inside);
        Assert.Equal(CallPrincipal.System, CallPrincipal.Current);
        CallPrincipal.Leave();
    }

    [Fact]
    public async Task Call_ThatFails_LeavesThePrincipalAsItWas()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Of("ann").Call<int>(_ => throw new InvalidOperationException()));

        Assert.Null(CallPrincipal.Current);
    }

    [Fact]
    public async Task Call_OfAnAdministrator_SaysSo()
    {
        Assert.Equal(CallPrincipal.Admin("ann"), await Of("ann", Roles.Admin).Call(_ => Task.FromResult(CallPrincipal.Current)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ann/x")]
    [InlineData("")]
    public async Task Call_WithoutAUserThatCanBeATenant_IsRefused(string? id)
    {
        await Assert.ThrowsAsync<NotSignedInException>(() => Of(id).Call(_ => Task.FromResult(1)));
    }

    [Theory]
    [InlineData("bob/1")]
    [InlineData("../bob")]
    [InlineData("")]
    public async Task Pair_WithAnIdThatIsNone_IsRefused(string id)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Of("ann").Call(user => user.Pair(id).GetSnapshot()));
    }

    private TenantGrains Of(string? id, params string[] roles)
    {
        var user = new SignedInUser(new ServiceCollection().BuildServiceProvider());
        var claims = roles.Select(role => new Claim(ClaimTypes.Role, role)).ToList();
        if (id is not null)
        {
            claims.Add(new Claim(ClaimTypes.NameIdentifier, id));
        }

        user.Set(new ClaimsPrincipal(new ClaimsIdentity(claims, "test")));
        return new TenantGrains(_grains, user);
    }
}
