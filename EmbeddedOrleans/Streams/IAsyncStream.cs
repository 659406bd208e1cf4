using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Receives the events of a stream, or sends them.</summary>
public interface IAsyncObserver<in T>
{
    /// <summary>The next event. Returns when it has been taken; a throw makes the stream deliver it again for a while.</summary>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    /// <summary>No event follows.</summary>
    Task OnCompletedAsync() => Task.CompletedTask;

    /// <summary>The producer has failed, or events could not be delivered.</summary>
    Task OnErrorAsync(Exception ex);
}

/// <summary>Sends several events as one message, which stay together and in order.</summary>
public interface IAsyncBatchProducer<T> : IAsyncObserver<T>
{
    /// <summary>The next events.</summary>
    Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null);
}

/// <summary>An event and its position.</summary>
public class SequentialItem<T>(T item, StreamSequenceToken token)
{
    /// <summary>The event.</summary>
    public T Item { get; } = item;

    /// <summary>Its position.</summary>
    public StreamSequenceToken Token { get; } = token;
}

/// <summary>Receives the events of a stream message by message.</summary>
public interface IAsyncBatchObserver<T>
{
    /// <summary>The next events.</summary>
    Task OnNextAsync(IList<SequentialItem<T>> items);

    /// <summary>No event follows.</summary>
    Task OnCompletedAsync() => Task.CompletedTask;

    /// <summary>The producer has failed, or events could not be delivered.</summary>
    Task OnErrorAsync(Exception ex);
}

/// <summary>Something to subscribe to, event by event.</summary>
public interface IAsyncObservable<T>
{
    /// <summary>Attaches the calling grain, which must be the implicit subscriber of the stream.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);
}

/// <summary>Something to subscribe to, message by message.</summary>
public interface IAsyncBatchObservable<T>
{
    /// <summary>Attaches the calling grain, which must be the implicit subscriber of the stream.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer);
}

/// <summary>What streams of every event type have.</summary>
public interface IAsyncStream
{
    /// <summary>Whether a subscriber may start in the past.</summary>
    bool IsRewindable { get; }

    /// <summary>The name of the provider.</summary>
    string ProviderName { get; }

    /// <summary>The identity of the stream.</summary>
    StreamId StreamId { get; }
}

/// <summary>One stream. It always exists.</summary>
public interface IAsyncStream<T> : IAsyncStream, IEquatable<IAsyncStream<T>>, IComparable<IAsyncStream<T>>, IAsyncObservable<T>, IAsyncBatchObservable<T>, IAsyncBatchProducer<T>
{
    /// <summary>The subscriptions of the calling grain.</summary>
    Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles();
}

/// <summary>Makes references to streams.</summary>
public interface IStreamProvider
{
    /// <summary>The name of the provider.</summary>
    string Name { get; }

    /// <summary>Whether subscribers may start in the past.</summary>
    bool IsRewindable { get; }

    /// <summary>A reference to a stream.</summary>
    IAsyncStream<T> GetStream<T>(StreamId streamId);
}

/// <summary>The position of an event in its stream; later events compare greater.</summary>
public abstract class StreamSequenceToken : IEquatable<StreamSequenceToken?>, IComparable<StreamSequenceToken?>
{
    /// <summary>The number of the message.</summary>
    public abstract long SequenceNumber { get; protected set; }

    /// <summary>The position of the event within its message.</summary>
    public abstract int EventIndex { get; protected set; }

    /// <inheritdoc/>
    public abstract bool Equals(StreamSequenceToken? other);

    /// <inheritdoc/>
    public abstract int CompareTo(StreamSequenceToken? other);
}

/// <summary>A subscription of a grain.</summary>
public abstract class StreamSubscriptionHandle<T> : IEquatable<StreamSubscriptionHandle<T>?>
{
    /// <summary>The stream.</summary>
    public abstract StreamId StreamId { get; }

    /// <summary>The name of the provider.</summary>
    public abstract string ProviderName { get; }

    /// <summary>Identifies the subscription.</summary>
    public abstract Guid HandleId { get; }

    /// <summary>Detaches the grain until it attaches again.</summary>
    public abstract Task UnsubscribeAsync();

    /// <summary>Attaches an observer to this subscription in place of the one it had.</summary>
    public abstract Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null);

    /// <summary>Attaches an observer of whole messages to this subscription in place of the one it had.</summary>
    public abstract Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncBatchObserver<T> observer, StreamSequenceToken? token = null);

    /// <inheritdoc/>
    public abstract bool Equals(StreamSubscriptionHandle<T>? other);
}
