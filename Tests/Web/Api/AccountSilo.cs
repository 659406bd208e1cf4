using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;
using QuantPlatform.Silo;
using QuantPlatform.Silo.Admin;
using QuantPlatform.Silo.Jobs;
using QuantPlatform.Silo.Statistics;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Tenancy;
using QuantPlatform.Tests.Silo.Accounts;

namespace QuantPlatform.Tests.Web.Api;

/// <summary>A silo for account grains: real ones behind the real filters, storage in memory.</summary>
internal sealed class AccountSilo : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private AccountSilo(InProcessTestCluster cluster) => _cluster = cluster;

    public IGrainFactory Grains => _cluster.Client;

    public static async Task<AccountSilo> Start()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(TimeProvider.System);
            silo.Services.AddAdmin();
            silo.Services.AddStatistics();
            silo.Services.AddJobs(silo.Configuration);
            silo.Services.AddSingleton<IStorageSizes, NoSizes>();
            silo.Services.AddGrainStorage(SiloFeatures.GrainStorage, (_, _) => new CutOffStorage());
            silo.AddIncomingGrainCallFilter<IncomingPrincipalFilter>();
            silo.AddOutgoingGrainCallFilter<OutgoingPrincipalFilter>();
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new AccountSilo(cluster);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    private sealed class NoSizes : IStorageSizes
    {
        public Task<StorageSizes> Read() => Task.FromResult(new StorageSizes("memory", ImmutableSortedDictionary<string, long>.Empty, ImmutableSortedDictionary<string, long>.Empty));
    }
}
