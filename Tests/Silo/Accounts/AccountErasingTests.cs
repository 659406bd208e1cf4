using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Silo;
using QuantPlatform.Silo.Tenancy;
using Xunit;

namespace QuantPlatform.Tests.Silo.Accounts;

/// <summary>Deleting an account that is cut off on the way.</summary>
public sealed class AccountErasingTests : IAsyncLifetime
{
    private readonly Part _part = new();
    private InProcessTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        var storage = new CutOffStorage();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(TimeProvider.System);
            silo.Services.AddSingleton<ITenantPart>(_part);
            silo.Services.AddGrainStorage(SiloFeatures.GrainStorage, (_, _) => storage);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        await Account.Create(new AccountRecord { UserId = "u1", Email = "a@b.c", NormalizedEmail = "A@B.C", SecurityStamp = "s", ConcurrencyStamp = "c" });
        await Account.OpenSession(new AccountSession { Id = "s1" }, "s");
    }

    public async Task DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Erase_CutOff_LetsNobodyInAndIsFinishedLater()
    {
        _part.Fails = true;
        await Assert.ThrowsAnyAsync<Exception>(Account.Erase);

        var left = await Account.Look();
        Assert.True(left is { Account.Disabled: true, Sessions.IsEmpty: true });
        Assert.False(await Account.OpenSession(new AccountSession { Id = "s2" }, left!.Account.SecurityStamp));
        Assert.False((await Account.SetDisabled(false)).Accepted);
        Assert.Empty(await Index.GetUsers());
        Assert.Equal("u1", Assert.Single(await Index.GetErasing()));

        _part.Fails = false;
        await Account.Erase();

        Assert.Null(await Account.Get());
        Assert.Null(await _cluster.Client.GetGrain<IEmailIndexGrain>(EmailKey.Of("A@B.C")).Find());
        Assert.Empty(await Index.GetErasing());
        Assert.Equal(["u1", "u1"], _part.Erased);
    }

    [Fact]
    public async Task Erase_RevokesTheKeys()
    {
        var ring = _cluster.Client.GetGrain<IApiKeyRingGrain>("u1");
        var made = (await ring.Create(new ApiKeyRequest("robot", ["read"], null))).Value!;
        var key = _cluster.Client.GetGrain<IApiKeyGrain>(made.Key.Id);
        Assert.NotNull(await key.Authenticate(made.Secret));

        await Account.Erase();

        Assert.Null(await key.Authenticate(made.Secret));
        Assert.Empty(await ring.List());
    }

    private IAccountGrain Account => _cluster.Client.GetGrain<IAccountGrain>("u1");

    private IUserIndexGrain Index => _cluster.Client.GetGrain<IUserIndexGrain>(UserShards.Of("u1"));

    private sealed class Part : ITenantPart
    {
        public bool Fails { get; set; }

        public List<string> Erased { get; } = [];

        public int Order => 0;

        public Task Erase(string userId)
        {
            Erased.Add(userId);
            return Fails ? Task.FromException(new IOException("cut off")) : Task.CompletedTask;
        }
    }
}
