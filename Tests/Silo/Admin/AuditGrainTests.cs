using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Silo;
using QuantPlatform.Tests.Silo.Accounts;
using Xunit;

namespace QuantPlatform.Tests.Silo.Admin;

public sealed class AuditGrainTests : IAsyncLifetime
{
    private const string Day = "2026-11-21";
    private const int Entries = 450;

    private InProcessTestCluster _cluster = null!;

    private IAuditGrain Trail => _cluster.Client.GetGrain<IAuditGrain>(Day);

    public async Task InitializeAsync()
    {
        var storage = new CutOffStorage();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.Services.AddGrainStorage(SiloFeatures.GrainStorage, (_, _) => storage));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        for (var number = 0; number < Entries; number += 90)
        {
            await Trail.Add([.. Enumerable.Range(number, 90).Select(Entry)]);
        }
    }

    public async Task DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Read_PageByPage_GivesEveryEntryOnceNewestFirst()
    {
        var seen = new List<int>();
        int? before = null;
        while (true)
        {
            var page = await Trail.Read(new AuditQuery(null, null, null, null, before, 70));
            if (page.IsEmpty)
            {
                break;
            }

            Assert.All(page, one => Assert.Equal(one.Number, one.Entry.Time));
            seen.AddRange(page.Select(one => one.Number));
            before = page[^1].Number;
        }

        Assert.Equal(Enumerable.Range(0, Entries).Reverse(), seen);
    }

    [Theory]
    [InlineData("ann", null, null, null, 225)]
    [InlineData("ANN@example.org", null, null, null, 225)]
    [InlineData("target", null, null, null, Entries)]
    [InlineData(null, "user", null, null, 150)]
    [InlineData(null, "user.disable", null, null, 150)]
    [InlineData(null, "us", null, null, 0)]
    [InlineData(null, null, 100L, 103L, 3)]
    [InlineData("nobody", null, null, null, 0)]
    public async Task Read_WithAFilter_GivesWhatMatches(string? user, string? action, long? from, long? to, int expected) =>
        Assert.Equal(expected, (await Trail.Read(new AuditQuery(user, action, from, to, null, 5_000))).Length);

    private static AuditEntry Entry(int number) => new()
    {
        Time = number,
        Action = number % 3 == 0 ? AuditActions.Disable : AuditActions.KeyCreated,
        Actor = number % 2 == 0 ? "ann" : "bob",
        ActorEmail = number % 2 == 0 ? "ann@example.org" : "bob@example.org",
        Subject = "target",
    };
}
