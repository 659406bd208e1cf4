using System.Collections.Immutable;
using QuantPlatform.MarketSimulator.Faults;

namespace QuantPlatform.MarketSimulator;

/// <summary>
/// What goes wrong on purpose. Everything is off by default, takes effect at once and may be set from any thread. Faults of frames concern market data only,
/// never the answers to a client's requests, and act in the order hole, duplicate, reorder, garbage, delay, cut.
/// </summary>
public sealed class ExchangeFaults(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _dropNext = new(StringComparer.Ordinal);
    private volatile ImmutableList<IdHole> _holes = [];
    private TaskCompletionSource? _hang;
    private long _framesToCut = -1;
    private long? _refusingSince;
    private TimeSpan _refusing;
    private (int Status, int Calls) _failing;

    internal Action? AbortSockets { get; set; }

    /// <summary>Every n-th frame is sent twice. The default value is 0, off.</summary>
    public int DuplicateEvery { get; set; }

    /// <summary>Frames are shuffled within windows of so many. The default value is 0, off; a window that does not fill within 100 ms is sent as it is.</summary>
    public int ReorderWindow { get; set; }

    /// <summary>Decides the order inside a window.</summary>
    public int ReorderSeed { get; set; } = 1;

    /// <summary>After every n-th frame comes one of garbage, of ten kinds in turn. The default value is 0, off.</summary>
    public int GarbageEvery { get; set; }

    /// <summary>Sockets connect and acknowledge but deliver nothing.</summary>
    public bool Silent { get; set; }

    /// <summary>Every frame leaves so much later. The default value is zero.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Every REST answer comes so much later. The default value is zero.</summary>
    public TimeSpan RestDelay { get; set; }

    /// <summary>Aborts every socket now, without a closing handshake.</summary>
    public void CutSockets() => AbortSockets?.Invoke();

    /// <summary>Aborts every socket once <paramref name="frames"/> more frames were sent, on all of them together. The reset may overtake the last of them.</summary>
    public void CutSocketsAfter(int frames) => Interlocked.Exchange(ref _framesToCut, frames);

    /// <summary>New sockets are reset without an answer for that long.</summary>
    public void RefuseSockets(TimeSpan duration)
    {
        lock (_gate)
            (_refusingSince, _refusing) = (time.GetTimestamp(), duration);
    }

    /// <summary>Aggregate trades with these ids (inclusive) are left out of the sockets; REST has them.</summary>
    public void DropIds(string symbol, long fromId, long toId)
    {
        lock (_gate)
            _holes = _holes.Add(new IdHole(symbol, fromId, toId));
    }

    /// <summary>The next <paramref name="count"/> trades of <paramref name="symbol"/> are left out of the sockets; REST has them.</summary>
    public void DropNext(string symbol, int count)
    {
        lock (_gate)
            _dropNext[symbol] = count;
    }

    /// <summary>REST takes calls and does not answer until <see cref="ReleaseRest"/>.</summary>
    public void HangRest()
    {
        lock (_gate)
            _hang ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Lets hanging REST calls go on.</summary>
    public void ReleaseRest()
    {
        lock (_gate)
        {
            _hang?.SetResult();
            _hang = null;
        }
    }

    /// <summary>Answers the next <paramref name="calls"/> REST calls with that status (such as 500, 429 or 418).</summary>
    public void FailRest(int status, int calls = int.MaxValue)
    {
        lock (_gate)
            _failing = (status, calls);
    }

    /// <summary>Switches everything off.</summary>
    public void Reset()
    {
        (DuplicateEvery, ReorderWindow, GarbageEvery, Silent, Delay, RestDelay) = (0, 0, 0, false, default, default);
        CutSocketsAfter(-1);
        ReleaseRest();
        lock (_gate)
        {
            _dropNext.Clear();
            _holes = [];
            _refusingSince = null;
            _failing = default;
        }
    }

    internal bool Drops(string symbol, long id)
    {
        foreach (var hole in _holes)
        {
            if (hole.Contains(symbol, id))
                return true;
        }

        lock (_gate)
        {
            if (!_dropNext.TryGetValue(symbol, out var left))
                return false;
            _dropNext[symbol] = left - 1;
            if (left <= 1)
                _dropNext.Remove(symbol);
            return left > 0;
        }
    }

    /// <summary>Notes a frame that was sent; the one that was waited for cuts the sockets.</summary>
    internal void Sent()
    {
        if (Interlocked.Read(ref _framesToCut) > 0 && Interlocked.Decrement(ref _framesToCut) == 0)
            CutSockets();
    }

    internal bool RefusesSockets()
    {
        lock (_gate)
            return _refusingSince is { } since && time.GetElapsedTime(since) < _refusing;
    }

    /// <summary>Waits as long as REST hangs or is delayed.</summary>
    /// <returns>The status to fail with; null = answer.</returns>
    internal async Task<int?> BeforeRest(CancellationToken cancellationToken)
    {
        Task? hang;
        lock (_gate)
            hang = _hang?.Task;
        if (hang is not null)
            await hang.WaitAsync(cancellationToken);
        if (RestDelay > TimeSpan.Zero)
            await Task.Delay(RestDelay, time, cancellationToken);
        lock (_gate)
        {
            if (_failing.Calls <= 0)
                return null;
            _failing.Calls--;
            return _failing.Status;
        }
    }
}
