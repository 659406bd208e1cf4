using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Tests.Web.Api;
using QuantPlatform.Web.Accounts;
using Xunit;

namespace QuantPlatform.Tests.Web.Accounts;

/// <summary>ASP.NET Core Identity over account grains.</summary>
public sealed class UserStoreTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>, IAsyncLifetime
{
    private readonly ApiHost _host = fixture.Host;
    private readonly string _email = $"{Guid.NewGuid():N}@example.org";
    private AsyncServiceScope _scope;
    private UserManager<PlatformUser> _users = null!;

    public async Task InitializeAsync()
    {
        await _host.SignUp(_email);
        _scope = _host.Services.CreateAsyncScope();
        _users = _scope.ServiceProvider.GetRequiredService<UserManager<PlatformUser>>();
    }

    public async Task DisposeAsync() => await _scope.DisposeAsync();

    [Fact]
    public async Task Find_ByAddressInAnyCase_AnswersTheUser()
    {
        var user = await _users.FindByEmailAsync(_email.ToUpperInvariant());

        Assert.Equal(_email, user!.Email);
        Assert.Equal(user.Id, (await _users.FindByIdAsync(user.Id))!.Id);
        Assert.Null(await _users.FindByIdAsync("../" + user.Id));
        Assert.Null(await _users.FindByEmailAsync("nobody@example.org"));
    }

    [Fact]
    public async Task Update_OfAStaleCopy_Fails()
    {
        var (first, second) = (await Read(), await Read());

        Assert.True((await _users.SetLockoutEnabledAsync(first, false)).Succeeded);

        var refused = await _users.SetLockoutEnabledAsync(second, true);
        Assert.Equal(nameof(IdentityErrorDescriber.ConcurrencyFailure), Assert.Single(refused.Errors).Code);
        Assert.False(await _users.GetLockoutEnabledAsync(await Read()));
    }

    [Fact]
    public async Task Roles_ComeAndGo()
    {
        Assert.True((await _users.AddToRoleAsync(await Read(), "Admin")).Succeeded);
        Assert.Equal(["admin"], await _users.GetRolesAsync(await Read()));
        Assert.Contains(await _users.GetUsersInRoleAsync("admin"), user => user.Email == _email);

        Assert.True((await _users.RemoveFromRoleAsync(await Read(), "admin")).Succeeded);
        Assert.Empty(await _users.GetRolesAsync(await Read()));
        Assert.DoesNotContain(await _users.GetUsersInRoleAsync("admin"), user => user.Email == _email);
    }

    [Fact]
    public async Task Claims_AreAddedReplacedAndRemoved()
    {
        var (old, other) = (new Claim("desk", "spot"), new Claim("desk", "perp"));

        await _users.AddClaimAsync(await Read(), old);
        await _users.ReplaceClaimAsync(await Read(), old, other);
        Assert.Equal("perp", Assert.Single(await _users.GetClaimsAsync(await Read())).Value);
        Assert.Equal(_email, Assert.Single(await _users.GetUsersForClaimAsync(other), user => user.Email == _email).Email);

        await _users.RemoveClaimAsync(await Read(), other);
        Assert.Empty(await _users.GetClaimsAsync(await Read()));
    }

    [Fact]
    public async Task Tokens_AreKeptByProviderAndName()
    {
        await _users.SetAuthenticationTokenAsync(await Read(), "p", "a", "1");
        await _users.SetAuthenticationTokenAsync(await Read(), "p", "b", "2");
        await _users.SetAuthenticationTokenAsync(await Read(), "p", "a", "3");
        await _users.RemoveAuthenticationTokenAsync(await Read(), "p", "b");

        Assert.Equal("3", await _users.GetAuthenticationTokenAsync(await Read(), "p", "a"));
        Assert.Null(await _users.GetAuthenticationTokenAsync(await Read(), "p", "b"));
    }

    [Fact]
    public async Task Lockout_IsStored()
    {
        var until = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
        await _users.SetLockoutEndDateAsync(await Read(), until);

        Assert.Equal(until, await _users.GetLockoutEndDateAsync(await Read()));
    }

    private async Task<PlatformUser> Read() => (await _users.FindByEmailAsync(_email))!;
}
