using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Silo;
using QuantPlatform.Silo.Accounts;
using Xunit;

namespace QuantPlatform.Tests.Silo.Accounts;

public sealed class AccountGrainTests : IAsyncLifetime
{
    private readonly CutOffStorage _storage = new();
    private InProcessTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(TimeProvider.System);
            silo.Services.AddGrainStorage(SiloFeatures.GrainStorage, (_, _) => _storage);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Create_EntersEmailAndIndex()
    {
        Assert.True((await Create("u1", "a@b.c")).Accepted);

        Assert.Equal("u1", await Email("a@b.c").Find());
        Assert.Equal("u1", Assert.Single(await Index("u1").GetUsers()));
    }

    [Fact]
    public async Task Create_WithATakenAddress_IsRefused()
    {
        await Create("u1", "a@b.c");

        var second = await Create("u2", "a@b.c");

        Assert.Equal(RefusalCodes.Conflict, Assert.Single(second.Refusals).Code);
        Assert.Null(await Account("u2").Get());
    }

    [Fact]
    public async Task Create_OfTheSameAddressByManyAtOnce_SucceedsOnce()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Create($"u{i}", "a@b.c")));

        Assert.Single(outcomes, outcome => outcome.Accepted);
    }

    [Fact]
    public async Task Create_AfterOneWasCutOffBehindItsReservation_TakesItOver()
    {
        _storage.CutOff("account");
        await Assert.ThrowsAnyAsync<Exception>(() => Create("u1", "a@b.c"));
        Assert.Equal("u1", await Email("a@b.c").Find());
        _storage.CutOff(null);

        Assert.True((await Create("u2", "a@b.c")).Accepted);
        Assert.Equal("u2", await Email("a@b.c").Find());
    }

    [Fact]
    public async Task Get_AfterACreationThatWasCutOffBeforeTheIndex_EntersIt()
    {
        _storage.CutOff("users");
        await Assert.ThrowsAnyAsync<Exception>(() => Create("u1", "a@b.c"));
        _storage.CutOff(null);
        await Restart();

        Assert.NotNull(await Account("u1").Get());
        Assert.Equal("u1", Assert.Single(await Index("u1").GetUsers()));
    }

    [Fact]
    public async Task Update_WithAnotherStamp_IsStale()
    {
        await Create("u1", "a@b.c");

        var outcome = await Account("u1").Update(Record("u1", "a@b.c"), "another", null);

        Assert.Equal(RefusalCodes.Stale, Assert.Single(outcome.Refusals).Code);
    }

    [Fact]
    public async Task Update_OfTheAddress_MovesItsReservation()
    {
        await Create("u1", "a@b.c");
        await Create("u2", "d@e.f");

        Assert.Equal(RefusalCodes.Conflict, Assert.Single((await Account("u1").Update(Record("u1", "d@e.f"), "stamp", null)).Refusals).Code);
        Assert.True((await Account("u1").Update(Record("u1", "g@h.i"), "stamp", null)).Accepted);

        Assert.Null(await Email("a@b.c").Find());
        Assert.Equal("u1", await Email("g@h.i").Find());
    }

    [Fact]
    public async Task Erase_GivesEverythingBack()
    {
        await Create("u1", "a@b.c");

        await Account("u1").Erase();

        Assert.Null(await Account("u1").Get());
        Assert.Null(await Email("a@b.c").Find());
        Assert.Empty(await Index("u1").GetUsers());
        Assert.True((await Create("u2", "a@b.c")).Accepted);
    }

    [Fact]
    public async Task Account_AfterARestart_IsAsItWas()
    {
        var record = Record("u1", "a@b.c") with
        {
            Roles = ["admin"],
            Tokens = [new AccountToken("p", "n", "v")],
            Claims = [new AccountClaim("t", "v")],
            LockoutEnd = 5,
            DisplayName = "Ann",
        };
        await Account("u1").Create(record);
        await Restart();

        Assert.Equivalent(record, await Account("u1").Get(), strict: true);
    }

    private static AccountRecord Record(string id, string email) => new()
    {
        UserId = id,
        Email = email,
        NormalizedEmail = email.ToUpperInvariant(),
        ConcurrencyStamp = "stamp",
        SecurityStamp = "s",
    };

    private Task<Outcome<AccountRecord>> Create(string id, string email) => Account(id).Create(Record(id, email));

    private IAccountGrain Account(string id) => _cluster.Client.GetGrain<IAccountGrain>(id);

    private IEmailIndexGrain Email(string email) => _cluster.Client.GetGrain<IEmailIndexGrain>(EmailKey.Of(email.ToUpperInvariant()));

    private IUserIndexGrain Index(string id) => _cluster.Client.GetGrain<IUserIndexGrain>(UserShards.Of(id));

    private async Task Restart()
    {
        await DisposeAsync();
        await InitializeAsync();
    }
}
