using Orleans.Hosting;
using Orleans.Streams;
using Xunit;

namespace QuantPlatform.Tests.GrainContract.Streams;

public sealed class StreamTests : IAsyncLifetime
{
    private GrainCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await GrainCluster.Deploy(static silo => silo.AddMemoryStreams("memory", static streams =>
    {
        streams.ConfigurePartitioning(1);
        streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
    }));

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task OnNext_ManyEvents_ArriveOnceAndInOrder()
    {
        await _cluster.Grain<IProducerGrain>("p").Send("ticks", "a", 0, 200, asBatch: false);

        await _cluster.Journal.Noted("a 199");
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"a {i}"), _cluster.Journal.Entries);
    }

    [Fact]
    public async Task OnNextBatch_ManyEvents_ArriveOnceAndInOrder()
    {
        await _cluster.Grain<IProducerGrain>("p").Send("ticks", "a", 0, 50, asBatch: true);
        await _cluster.Grain<IProducerGrain>("p").Send("ticks", "a", 50, 50, asBatch: true);

        await _cluster.Journal.Noted("a 99");
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"a {i}"), _cluster.Journal.Entries);
    }

    [Fact]
    public async Task OnNext_ToOneKey_ReachesOnlyTheGrainWithThatKey()
    {
        await _cluster.Grain<IListenerGrain>("b").Touch();
        await _cluster.Grain<IProducerGrain>("p").Send("ticks", "a", 1, 1, asBatch: false);
        await _cluster.Grain<IProducerGrain>("p").Send("ticks", "b", 2, 1, asBatch: false);

        await _cluster.Journal.Noted("a 1");
        await _cluster.Journal.Noted("b 2");
        Assert.Equal(2, _cluster.Journal.Entries.Count);
    }

    [Fact]
    public async Task OnNext_WithRequestContext_TravelsWithTheEvent()
    {
        await _cluster.Grain<IProducerGrain>("p").SendWithContext("ticks", "a", 7, "here");

        await _cluster.Journal.Noted("a 7 here");
    }

    [Fact]
    public async Task SubscriptionObserver_FirstEvent_IsAskedOnceAndThenReceives()
    {
        await _cluster.Grain<IProducerGrain>("p").Send("observed", "o", 1, 2, asBatch: false);

        await _cluster.Journal.Noted("observed 2");
        Assert.Equal(["subscribed observed/o of memory", "observed 1", "observed 2"], _cluster.Journal.Entries);
    }

    [Fact]
    public async Task Consumer_ThatThrows_ReceivesTheEventAgain()
    {
        await _cluster.Grain<IObservingGrain>("o").FailNext(1);

        await _cluster.Grain<IProducerGrain>("p").Send("observed", "o", 5, 2, asBatch: false);

        await _cluster.Journal.Noted("observed 6");
        Assert.Equal(["observed 5", "observed 6"], _cluster.Journal.Entries.Where(entry => entry.StartsWith("observed", StringComparison.Ordinal)));
    }
}
