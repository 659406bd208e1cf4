using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Streams;

namespace EmbeddedOrleans.Runtime;

/// <summary>Streams in the memory of the process: bounded queues, and for every stream and subscriber a pump that delivers in order.</summary>
internal sealed class MemoryStreamProvider : IStreamProvider
{
    private readonly ConcurrentDictionary<(StreamId Stream, GrainClass Subscriber), StreamPump> _pumps = new();
    private readonly ConcurrentDictionary<string, GrainClass[]> _subscribers = new();
    private readonly StreamQueue[] _queues;
    private long _sequence;

    public MemoryStreamProvider(Silo silo, string name, IOptionsMonitor<StreamPullingAgentOptions> agent, IOptionsMonitor<MemoryStreamOptions> streams)
    {
        Silo = silo;
        Name = name;
        MaxDeliveryTime = agent.Get(name).MaxEventDeliveryTime;
        _queues = [.. Enumerable.Range(0, streams.Get(name).Queues).Select(static _ => new StreamQueue())];
    }

    public Silo Silo { get; }

    public string Name { get; }

    public TimeSpan MaxDeliveryTime { get; }

    /// <summary>Nothing of the past is kept.</summary>
    public bool IsRewindable => false;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new MemoryStream<T>(this, streamId);

    /// <summary>The grain classes that receive a stream.</summary>
    public GrainClass[] SubscribersOf(StreamId stream) => _subscribers.GetOrAdd(
        stream.GetNamespace() ?? "",
        static (space, silo) => [.. silo.Catalog.Classes.Where(candidate => candidate.Subscriptions.Any(subscription => subscription.Namespace is null || subscription.Namespace == space))],
        Silo);

    /// <exception cref="InvalidOperationException">The queue of the stream is full.</exception>
    public void Send(StreamId stream, Array events)
    {
        if (events.Length == 0) return;
        var subscribers = SubscribersOf(stream);
        if (subscribers.Length == 0) return;
        var queue = _queues[(uint)stream.GetHashCode() % (uint)_queues.Length];
        if (!queue.TryEnter()) throw new InvalidOperationException($"Can not enqueue since the count has reached its maximum of {StreamQueue.Capacity}");
        var message = new StreamMessage(stream, events, Interlocked.Increment(ref _sequence), RequestContext.Snapshot, queue, subscribers.Length);
        foreach (var subscriber in subscribers)
            while (!_pumps.GetOrAdd((stream, subscriber), static (key, provider) => new StreamPump(provider, key.Stream, key.Subscriber), this).TryAdd(message))
            {
                // It has just run dry and removes itself.
            }
    }

    public void Remove(StreamPump pump) => _pumps.TryRemove(KeyValuePair.Create((pump.Stream, pump.Subscriber), pump));
}

/// <summary>Sizes of a provider.</summary>
internal sealed class MemoryStreamOptions
{
    public int Queues { get; set; } = 8;
}
