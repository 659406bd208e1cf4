using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace QuantPlatform.Tests.GrainContract.Streams;

[GenerateSerializer, Immutable, Alias("test.Tick")]
public sealed record Tick([property: Id(0)] int Number);

[Alias("test.IProducerGrain")]
public interface IProducerGrain : IGrainWithStringKey
{
    Task Send(string space, string key, int from, int count, bool asBatch);

    Task SendWithContext(string space, string key, int number, string context);

    Task<string?> TryFill(string space, string key, int limit);
}

[GrainType("test-producer")]
public sealed class ProducerGrain : Grain, IProducerGrain
{
    public async Task Send(string space, string key, int from, int count, bool asBatch)
    {
        var stream = Stream(space, key);
        var ticks = Enumerable.Range(from, count).Select(number => new Tick(number));
        if (asBatch)
        {
            await stream.OnNextBatchAsync(ticks);
            return;
        }

        foreach (var tick in ticks) await stream.OnNextAsync(tick);
    }

    public async Task SendWithContext(string space, string key, int number, string context)
    {
        RequestContext.Set("origin", context);
        await Stream(space, key).OnNextAsync(new Tick(number));
    }

    public async Task<string?> TryFill(string space, string key, int limit)
    {
        var stream = Stream(space, key);
        for (var i = 0; i < limit; i++)
        {
            try
            {
                await stream.OnNextAsync(new Tick(i));
            }
            catch (InvalidOperationException full)
            {
                return full.Message;
            }
        }

        return null;
    }

    private IAsyncStream<Tick> Stream(string space, string key) => this.GetStreamProvider("memory").GetStream<Tick>(StreamId.Create(space, key));
}

[Alias("test.IListenerGrain")]
public interface IListenerGrain : IGrainWithStringKey
{
    Task Touch();

    Task Detach();
}

/// <summary>Attaches when it is activated.</summary>
[GrainType("test-listener")]
[ImplicitStreamSubscription("ticks")]
public sealed class ListenerGrain(Journal journal) : Grain, IListenerGrain
{
    private StreamSubscriptionHandle<Tick>? _handle;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = this.GetStreamProvider("memory").GetStream<Tick>(StreamId.Create("ticks", this.GetPrimaryKeyString()));
        _handle = await stream.SubscribeAsync((tick, token) =>
        {
            journal.Note($"{this.GetPrimaryKeyString()} {tick.Number} {RequestContext.Get("origin")}".TrimEnd());
            return Task.CompletedTask;
        });
    }

    public Task Touch() => Task.CompletedTask;

    public Task Detach() => _handle!.UnsubscribeAsync();
}

[Alias("test.IObservingGrain")]
public interface IObservingGrain : IGrainWithStringKey
{
    Task FailNext(int times);
}

/// <summary>Attaches when the first event arrives.</summary>
[GrainType("test-observing")]
[ImplicitStreamSubscription("observed")]
public sealed class ObservingGrain(Journal journal) : Grain, IObservingGrain, IStreamSubscriptionObserver, IAsyncObserver<Tick>
{
    private int _failures;

    public Task FailNext(int times)
    {
        _failures = times;
        return Task.CompletedTask;
    }

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory)
    {
        journal.Note($"subscribed {handleFactory.StreamId.GetNamespace()}/{handleFactory.StreamId.GetKeyAsString()} of {handleFactory.ProviderName}");
        await handleFactory.Create<Tick>().ResumeAsync(this);
    }

    public Task OnNextAsync(Tick item, StreamSequenceToken? token = null)
    {
        if (_failures-- > 0) throw new InvalidOperationException("not now");
        journal.Note($"observed {item.Number}");
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}

[Alias("test.ISlowListenerGrain")]
public interface ISlowListenerGrain : IGrainWithStringKey;

[GrainType("test-slow-listener")]
[ImplicitStreamSubscription("slow")]
public sealed class SlowListenerGrain(Journal journal) : Grain, ISlowListenerGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = this.GetStreamProvider("memory").GetStream<Tick>(StreamId.Create("slow", this.GetPrimaryKeyString()));
        await stream.SubscribeAsync((_, _) =>
        {
            journal.Note("slow");
            return journal.Pass("slow");
        });
    }
}
