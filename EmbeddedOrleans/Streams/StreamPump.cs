using Orleans.Runtime;

namespace EmbeddedOrleans.Runtime;

/// <summary>Delivers one stream to one subscriber, message after message. A message that the subscriber refuses is tried again for a while.</summary>
internal sealed class StreamPump(MemoryStreamProvider provider, StreamId stream, GrainClass subscriber)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Queue<StreamMessage> _messages = new();
    private bool _pumping;
    private bool _removed;

    public StreamId Stream => stream;

    public GrainClass Subscriber => subscriber;

    public bool TryAdd(StreamMessage message)
    {
        lock (_gate)
        {
            if (_removed) return false;
            _messages.Enqueue(message);
            if (_pumping) return true;
            _pumping = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static pump => _ = pump.Pump(), this, preferLocal: false);
        return true;
    }

    private async Task Pump()
    {
        while (Next() is { } message)
        {
            await Deliver(message);
            message.Release();
        }
    }

    private StreamMessage? Next()
    {
        lock (_gate)
        {
            if (_messages.TryDequeue(out var message)) return message;
            _removed = true;
            provider.Remove(this);
            return null;
        }
    }

    private async Task Deliver(StreamMessage message)
    {
        var silo = provider.Silo;
        var target = new GrainId(subscriber.GrainType, IdSpan.Create(stream.GetKeyAsString()));
        var delivery = new StreamDelivery(provider.Name, message);
        var begun = silo.Time.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            var failure = await delivery.Send(silo, subscriber, target);
            if (failure is null) return;
            if (failure is OrleansMessageRejectionException && !silo.Accepts(source: null))
            {
                // A memory stream ends with its node; whoever reads it asks for what is missing.
                silo.Log.StreamEnded(stream, target);
                return;
            }

            if (delivery.IsUndeliverable || silo.Time.GetElapsedTime(begun) + pause > provider.MaxDeliveryTime)
            {
                silo.Log.StreamDeliveryFailed(failure, stream, target);
                await delivery.Fail(silo, subscriber, target, failure);
                return;
            }

            silo.Log.StreamDeliveryRetried(failure, stream, target);
            await Task.Delay(pause, silo.Time);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
