using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Xunit;

namespace QuantPlatform.Tests.GrainContract.Lifetime;

public sealed class IdleTests : IAsyncLifetime
{
    private GrainCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await GrainCluster.Deploy(static silo =>
    {
        silo.Services.AddSingleton(new BrokenKeys());
        silo.Configure<GrainCollectionOptions>(static options =>
        {
            options.CollectionQuantum = TimeSpan.FromMilliseconds(200);
            options.CollectionAge = TimeSpan.FromMilliseconds(300);
        });
    });

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task Grain_IdleForLongerThanItsLimit_EndsAndComesBack()
    {
        var grain = _cluster.Grain<ILifetimeGrain>("idle");
        var first = await grain.Activation();

        await _cluster.Journal.Noted("idle ended: ActivationIdle");

        Assert.NotEqual(first, await grain.Activation());
    }

    [Fact]
    public async Task Grain_WithKeepAlive_OutlivesTheIdleOnes()
    {
        var kept = _cluster.Grain<IKeptGrain>("kept");
        var first = await kept.Activation();
        await _cluster.Grain<ILifetimeGrain>("idle").Activation();

        await _cluster.Journal.Noted("idle ended: ActivationIdle");

        Assert.Equal(first, await kept.Activation());
    }
}
