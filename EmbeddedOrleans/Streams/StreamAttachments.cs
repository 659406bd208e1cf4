using Orleans.Runtime;
using Orleans.Streams;

namespace EmbeddedOrleans.Runtime;

/// <summary>The streams that one activation listens to. Used in its turns only.</summary>
internal sealed class StreamAttachments
{
    private readonly Dictionary<(string Provider, StreamId Stream), StreamAttachment> _attached = [];
    private readonly HashSet<(string Provider, StreamId Stream)> _introduced = [];

    public static StreamAttachments Of(Activation activation) => activation.Streams ??= new StreamAttachments();

    public StreamAttachment? Find((string Provider, StreamId Stream) key) => _attached.GetValueOrDefault(key);

    /// <summary>True the first time a stream is met, which is when the grain is asked to attach.</summary>
    public bool Introduce((string Provider, StreamId Stream) key) => _introduced.Add(key);

    public void Set((string Provider, StreamId Stream) key, StreamAttachment attachment) => _attached[key] = attachment;

    public void Remove((string Provider, StreamId Stream) key)
    {
        _attached.Remove(key);
        _introduced.Add(key);
    }
}

/// <summary>An observer without its event type.</summary>
internal abstract class StreamAttachment
{
    public abstract Type EventType { get; }

    public abstract bool Accepts(StreamMessage message);

    /// <summary>Delivers from a position on and returns how many events were taken.</summary>
    public abstract Task<int> Deliver(StreamMessage message, int from);

    public abstract Task Fail(Exception failure);
}

/// <summary>An observer that takes events one by one.</summary>
internal sealed class SingleAttachment<T>(IAsyncObserver<T> observer) : StreamAttachment
{
    public override Type EventType => typeof(T);

    public override bool Accepts(StreamMessage message) => message.Events is T[];

    public override async Task<int> Deliver(StreamMessage message, int from)
    {
        await observer.OnNextAsync(((T[])message.Events)[from], new StreamToken(message.Sequence, from));
        return 1;
    }

    public override Task Fail(Exception failure) => observer.OnErrorAsync(failure);
}

/// <summary>An observer that takes whole messages.</summary>
internal sealed class BatchAttachment<T>(IAsyncBatchObserver<T> observer) : StreamAttachment
{
    public override Type EventType => typeof(T);

    public override bool Accepts(StreamMessage message) => message.Events is T[];

    public override async Task<int> Deliver(StreamMessage message, int from)
    {
        var items = ((T[])message.Events).Skip(from).Select((item, i) => new SequentialItem<T>(item, new StreamToken(message.Sequence, from + i))).ToList();
        await observer.OnNextAsync(items);
        return items.Count;
    }

    public override Task Fail(Exception failure) => observer.OnErrorAsync(failure);
}
