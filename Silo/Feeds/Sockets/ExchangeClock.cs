namespace QuantPlatform.Silo.Feeds.Sockets;

/// <summary>
/// The exchange's clock as one connection shows it: the greatest event time received on it, carried on by monotonic time since that frame.
/// While no frame has come, it runs from the smallest last trade time of the connection's symbols. The machine's own clock never enters.
/// Thread-safe.
/// </summary>
internal sealed class ExchangeClock(TimeProvider time)
{
    /// <summary>A socket that received nothing for this long is silent.</summary>
    public static readonly TimeSpan SilenceAfter = TimeSpan.FromMilliseconds(1_500);

    /// <summary>A bar closes this long after its end, ms; passing a second plus this much is what consumers are told at once.</summary>
    private const long Grace = 250;

    private readonly Lock gate = new();
    private long greatest, greatestAt;
    private long start, startAt;
    private long quietSince = time.GetTimestamp();
    private long? lastFrameAt;
    private bool isBusy;

    /// <summary>The greatest event time processed, Unix ms; 0 before the first frame.</summary>
    public long FrameClock
    {
        get
        {
            lock (gate)
            {
                return greatest;
            }
        }
    }

    /// <summary>Where the exchange's clock stands now, Unix ms; 0 while it is unknown.</summary>
    public long Now
    {
        get
        {
            lock (gate)
            {
                return Read();
            }
        }
    }

    /// <summary>The clock while the socket is silent and nothing received is unprocessed; otherwise 0.</summary>
    public long Silent
    {
        get
        {
            lock (gate)
            {
                return !isBusy && time.GetElapsedTime(quietSince) >= SilenceAfter ? Read() : 0;
            }
        }
    }

    /// <summary>Monotonic time since the last frame that moved the market; null before the first.</summary>
    public TimeSpan? SinceLastFrame
    {
        get
        {
            lock (gate)
            {
                return lastFrameAt is { } at ? time.GetElapsedTime(at) : null;
            }
        }
    }

    /// <summary>A message has come in and is being worked on.</summary>
    public void OnReceived()
    {
        lock (gate)
        {
            isBusy = true;
        }
    }

    /// <summary>The message that came in last is worked off, with everything it caused.</summary>
    public void OnProcessed()
    {
        lock (gate)
        {
            isBusy = false;
            quietSince = time.GetTimestamp();
        }
    }

    /// <summary>Takes the event time of a market frame.</summary>
    /// <returns>True when the clock has passed the close of another second: symbols must be told, after the trades before it.</returns>
    public bool OnFrame(long eventTime)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            lastFrameAt = now;
            if (eventTime <= greatest)
            {
                return false;
            }

            var crossed = Second(eventTime) > Second(greatest);
            (greatest, greatestAt) = (eventTime, now);
            return crossed;
        }
    }

    /// <summary>Every symbol of the connection has its REST answers: before the first frame the clock runs from their smallest last trade time.</summary>
    public void OnCaughtUp(long smallestLastTradeTime)
    {
        lock (gate)
        {
            if (start == 0 && smallestLastTradeTime > 0)
            {
                (start, startAt) = (smallestLastTradeTime, time.GetTimestamp());
            }
        }
    }

    /// <summary>This process stood still for a while, so silence has to be observed anew: frames may be waiting unread.</summary>
    public void OnStall()
    {
        lock (gate)
        {
            quietSince = time.GetTimestamp();
        }
    }

    private long Read() =>
        greatest > 0 ? greatest + (long)time.GetElapsedTime(greatestAt).TotalMilliseconds
        : start > 0 ? start + (long)time.GetElapsedTime(startAt).TotalMilliseconds
        : 0;

    private static long Second(long eventTime) => (eventTime - Grace) / 1_000;
}
