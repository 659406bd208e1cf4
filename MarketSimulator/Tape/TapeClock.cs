namespace QuantPlatform.MarketSimulator;

/// <summary>
/// Turns time that passes into tape time. It stands at the first event until it is started, never runs past an event that was not played yet,
/// and goes on at the pace of the wall clock after the last.
/// </summary>
internal sealed class TapeClock(TimeProvider time, double speed, long first)
{
    private readonly long _first = first;
    private readonly Lock _gate = new();
    private long? _startedAt;
    private long? _endedAt;
    private long _next = first;
    private long _last = first;

    public bool IsStarted
    {
        get
        {
            lock (_gate)
                return _startedAt is not null;
        }
    }

    public long Now
    {
        get
        {
            lock (_gate)
            {
                if (_endedAt is { } ended)
                    return _last + (long)time.GetElapsedTime(ended).TotalMilliseconds;
                return _startedAt is null || speed == 0 ? _last : Math.Max(_last, Math.Min(_next, Scheduled()));
            }
        }
    }

    public void Start()
    {
        lock (_gate)
            _startedAt ??= time.GetTimestamp();
    }

    /// <summary>Whether an event of that time may be played now; if not, how long to wait.</summary>
    public bool IsDue(long eventTime, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        lock (_gate)
        {
            if (_startedAt is null)
                return false;
            if (speed == 0)
                return true;
            var ahead = eventTime - Scheduled();
            wait = TimeSpan.FromMilliseconds(ahead / speed);
            return ahead <= 0;
        }
    }

    /// <summary>Notes that everything up to <paramref name="eventTime"/> was played and what comes <paramref name="next"/>; null = nothing.</summary>
    public void Played(long eventTime, long? next)
    {
        lock (_gate)
        {
            _last = Math.Max(_last, eventTime);
            _next = next ?? _last;
            if (next is null)
                _endedAt ??= time.GetTimestamp();
        }
    }

    private long Scheduled() => _first + (long)(time.GetElapsedTime(_startedAt!.Value).TotalMilliseconds * speed);
}
