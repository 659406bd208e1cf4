using System.Threading.Channels;

namespace QuantPlatform.Web.Live;

/// <summary>A subscription of one topic whose buffer forgets the oldest updates when nobody reads them.</summary>
internal sealed class LiveSubscription<T> : LiveMailbox, ILiveSubscription<T>
    where T : class
{
    private const int Capacity = 256;

    private readonly LiveHub _hub;
    private readonly LiveTopicKey _key;
    private readonly Func<LiveEvent, T?> _select;
    private readonly Channel<T> _updates;
    private long _dropped;

    public LiveSubscription(LiveHub hub, LiveTopicKey key, Func<LiveEvent, T?> select)
    {
        _hub = hub;
        _key = key;
        _select = select;
        _updates = Channel.CreateBounded<T>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest },
            _ => Interlocked.Increment(ref _dropped));
    }

    public ChannelReader<T> Updates => _updates.Reader;

    public long Dropped => Interlocked.Read(ref _dropped);

    public override void Offer(LiveEvent liveEvent)
    {
        if (_select(liveEvent) is { } update)
        {
            _updates.Writer.TryWrite(update);
        }
    }

    public override void Complete() => _updates.Writer.TryComplete();

    public ValueTask DisposeAsync()
    {
        _hub.Detach(_key, this);
        Complete();
        return ValueTask.CompletedTask;
    }
}
