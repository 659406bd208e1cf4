using System.Threading.Channels;
using QuantPlatform.Web.Live;

namespace QuantPlatform.Web.Streaming;

/// <summary>
/// What waits to be written to one stream. Previews of a pair replace each other; everything else keeps its place. A reader so slow that
/// the buffer is full is cut off: it can come back with its last id.
/// </summary>
internal sealed class StreamMailbox : LiveMailbox
{
    /// <summary>Most events that wait.</summary>
    public const int Capacity = 1_024;

    private readonly Channel<LiveEvent> _events = Channel.CreateBounded<LiveEvent>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly Dictionary<string, PreviewEvent> _previews = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _cut;

    /// <param name="cut">Cancelled when the reader is too slow.</param>
    public StreamMailbox(CancellationTokenSource cut) => _cut = cut;

    public override void Offer(LiveEvent liveEvent)
    {
        if (liveEvent is TickEvent)
        {
            return;
        }

        if (liveEvent is PreviewEvent preview)
        {
            lock (_previews)
            {
                var waits = _previews.ContainsKey(preview.PairId);
                _previews[preview.PairId] = preview;
                if (waits)
                {
                    return;
                }
            }
        }

        if (!_events.Writer.TryWrite(liveEvent) && _events.Writer.TryComplete())
        {
            // Off this thread: it holds the hub's lock.
            _ = _cut.CancelAsync();
        }
    }

    public override void Complete() => _events.Writer.TryComplete();

    /// <summary>The next event; null when none will come any more.</summary>
    public async ValueTask<LiveEvent?> Next(CancellationToken cancellationToken)
    {
        while (await _events.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_events.Reader.TryRead(out var liveEvent))
            {
                return liveEvent is PreviewEvent due ? Newest(due) : liveEvent;
            }
        }

        return null;
    }

    /// <summary>True when no event waits.</summary>
    public bool IsEmpty => _events.Reader.Count == 0;

    private PreviewEvent Newest(PreviewEvent due)
    {
        lock (_previews)
        {
            return _previews.Remove(due.PairId, out var newest) ? newest : due;
        }
    }
}
