using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Xunit;

namespace QuantPlatform.Tests.GrainContract.Lifetime;

public sealed class LifetimeTests : IAsyncLifetime
{
    private readonly BrokenKeys _broken = [];
    private GrainCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await GrainCluster.Deploy(silo => silo.Services.AddSingleton(_broken));

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task Activation_FirstCallsAtOnce_HappensOnce()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => _cluster.Grain<ILifetimeGrain>("one").Activation())));

        Assert.Single(ids.Distinct());
        Assert.Single(_cluster.Journal.Entries, "activating one");
    }

    [Fact]
    public async Task Activation_ThatFails_FailsTheCallsAndTheNextTriesAgain()
    {
        _broken.Add("b");
        var grain = _cluster.Grain<ILifetimeGrain>("b");

        var failure = await Assert.ThrowsAnyAsync<Exception>(grain.Activation);
        _broken.Clear();

        Assert.Contains("broken at birth", failure.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(Guid.Empty, await grain.Activation());
        Assert.DoesNotContain(_cluster.Journal.Entries, entry => entry.StartsWith("b ended", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Exception_OfAGrain_CrossesWithItsTypeAndItsFrames()
    {
        var failure = await Assert.ThrowsAsync<NotSupportedException>(() => _cluster.Grain<ILifetimeGrain>("t").Throw("no"));

        Assert.Equal("no", failure.Message);
        Assert.Contains(nameof(LifetimeGrain.Throw), failure.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeactivateOnIdle_WithinACall_EndsTheActivationAfterIt()
    {
        var grain = _cluster.Grain<ILifetimeGrain>("d");
        var first = await grain.Activation();

        await grain.End();

        await _cluster.Journal.Noted("d ended: ApplicationRequested");
        Assert.NotEqual(first, await grain.Activation());
    }

    [Fact]
    public async Task Calls_WhileAnActivationEnds_GoToTheNextOne()
    {
        var grain = _cluster.Grain<ILifetimeGrain>("n");
        var first = await grain.Activation();
        var ending = grain.EndAndBlock("g");
        await _cluster.Journal.Noted("ending");

        var late = Enumerable.Range(0, 10).Select(_ => grain.Activation()).ToArray();
        _cluster.Journal.Open("g");
        await ending;

        var next = Assert.Single((await Task.WhenAll(late)).Distinct());
        Assert.NotEqual(first, next);
        Assert.Single(_cluster.Journal.Entries, "n ended: ApplicationRequested");
    }

    [Fact]
    public async Task ForcedCollection_OfIdleGrains_EndsThemButNotTheKept()
    {
        var idle = _cluster.Grain<ILifetimeGrain>("idle");
        var delayed = _cluster.Grain<ILifetimeGrain>("delayed");
        var kept = _cluster.Grain<IKeptGrain>("kept");
        await idle.Activation();
        var delayedActivation = await delayed.Activation();
        await delayed.Keep();
        var keptActivation = await kept.Activation();

        await _cluster.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

        await _cluster.Journal.Noted("idle ended: ActivationIdle");
        Assert.Equal(delayedActivation, await delayed.Activation());
        Assert.Equal(keptActivation, await kept.Activation());
    }

    [Fact]
    public async Task Management_WithActivations_ListsThem()
    {
        var grain = _cluster.Grain<ILifetimeGrain>("listed");
        await grain.Activation();
        var management = _cluster.Client.GetGrain<IManagementGrain>(0);

        var statistics = await management.GetDetailedGrainStatistics();
        var hosts = await management.GetHosts(onlyActive: true);

        var own = Assert.Single(statistics, statistic => statistic.GrainId == grain.GetGrainId());
        Assert.Contains(nameof(LifetimeGrain), own.GrainType, StringComparison.Ordinal);
        Assert.Equal(SiloStatus.Active, hosts[own.SiloAddress]);
    }

    [Fact]
    public async Task Stop_WithActivations_EndsThemInOrder()
    {
        await _cluster.Grain<ILifetimeGrain>("s").Activation();
        var journal = _cluster.Journal;

        await _cluster.Test.StopAllSilosAsync();

        Assert.Contains("s ended: ShuttingDown", journal.Entries);
    }
}
