using Orleans.Runtime;
using Orleans.Streams;

namespace EmbeddedOrleans.Runtime;

/// <summary>A reference to a stream of a memory provider.</summary>
internal sealed class MemoryStream<T>(MemoryStreamProvider provider, StreamId streamId) : IAsyncStream<T>
{
    public bool IsRewindable => provider.IsRewindable;

    public string ProviderName => provider.Name;

    public StreamId StreamId => streamId;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => Send([item]);

    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Send([.. batch]);
    }

    public Task OnCompletedAsync() => throw new NotSupportedException("Memory streams carry events only.");

    public Task OnErrorAsync(Exception ex) => throw new NotSupportedException("Memory streams carry events only.");

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) => Handle().ResumeAsync(observer);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer) => Handle().ResumeAsync(observer);

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles()
        => Task.FromResult<IList<StreamSubscriptionHandle<T>>>(Subscriber() is { } subscriber ? [new StreamHandle<T>(subscriber, provider.Name, streamId)] : []);

    public bool Equals(IAsyncStream<T>? other) => other is not null && other.StreamId == streamId && other.ProviderName == provider.Name;

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => HashCode.Combine(provider.Name, streamId);

    public int CompareTo(IAsyncStream<T>? other) => other is null ? 1 : streamId.CompareTo(other.StreamId);

    public override string ToString() => $"{provider.Name}:{streamId}";

    private Task Send(T[] events)
    {
        try
        {
            provider.Send(streamId, events);
            return Task.CompletedTask;
        }
        catch (InvalidOperationException full)
        {
            return Task.FromException(full);
        }
    }

    private StreamHandle<T> Handle() => Subscriber() is { } subscriber
        ? new StreamHandle<T>(subscriber, provider.Name, streamId)
        : throw new InvalidOperationException($"Only implicit subscriptions are supported, and {Activation.Current?.GrainId.ToString() ?? "who is no grain"} is not the implicit subscriber of {streamId}.");

    private Activation? Subscriber() => Activation.CurrentOf(provider.Silo) is { } current
        && current.GrainId.Key.ToString() == streamId.GetKeyAsString()
        && provider.SubscribersOf(streamId).Contains(current.Class)
        ? current
        : null;
}
