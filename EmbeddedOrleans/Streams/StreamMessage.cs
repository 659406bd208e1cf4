using Orleans.Runtime;
using Orleans.Streams;

namespace EmbeddedOrleans.Runtime;

/// <summary>Events that were sent together. It counts against its queue until every subscriber is done with it.</summary>
internal sealed class StreamMessage(StreamId stream, Array events, long sequence, Dictionary<string, object>? context, StreamQueue queue, int subscribers)
{
    private int _open = subscribers;

    public StreamId Stream => stream;

    public Array Events => events;

    public long Sequence => sequence;

    public Dictionary<string, object>? Context => context;

    public void Release()
    {
        if (Interlocked.Decrement(ref _open) == 0) queue.Leave();
    }
}

/// <summary>How many messages one of the provider's queues holds.</summary>
internal sealed class StreamQueue
{
    public const int Capacity = 16384;

    private int _count;

    public int Count => _count;

    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= Capacity) return true;
        Interlocked.Decrement(ref _count);
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _count);
}

/// <summary>The position of an event: the number of its message, and its place in that.</summary>
internal sealed class StreamToken(long sequence, int index) : StreamSequenceToken
{
    public override long SequenceNumber { get; protected set; } = sequence;

    public override int EventIndex { get; protected set; } = index;

    public override bool Equals(StreamSequenceToken? other) => other is not null && CompareTo(other) == 0;

    public override bool Equals(object? obj) => Equals(obj as StreamSequenceToken);

    public override int GetHashCode() => HashCode.Combine(SequenceNumber, EventIndex);

    public override int CompareTo(StreamSequenceToken? other)
    {
        if (other is null) return 1;
        var bySequence = SequenceNumber.CompareTo(other.SequenceNumber);
        return bySequence != 0 ? bySequence : EventIndex.CompareTo(other.EventIndex);
    }
}
