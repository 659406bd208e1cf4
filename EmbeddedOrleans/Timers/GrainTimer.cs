using Orleans.Runtime;

namespace EmbeddedOrleans.Runtime;

/// <summary>A timer whose ticks wait for a turn like calls do. The next tick is counted from the end of the one before.</summary>
internal sealed class GrainTimer<TState> : AsyncWork, IGrainTimer
{
    private readonly Activation _activation;
    private readonly Func<TState, CancellationToken, Task> _callback;
    private readonly TState _state;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _disposed = new();
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _firing;
    private bool _changed;

    public GrainTimer(Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        Validate(options.DueTime, options.Period);
        if (Activation.Current is { } current && !ReferenceEquals(current, activation))
            throw new InvalidOperationException("A timer can only be registered by its own grain.");
        _activation = activation;
        _callback = callback;
        _state = state;
        _options = options;
        _dueTime = options.DueTime;
        _period = options.Period;
        _timer = Flow.Without(static self => self._activation.Silo.Time.CreateTimer(static timer => ((GrainTimer<TState>)timer!).Fire(), self, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan), this);
        activation.Add(this);
        _timer.Change(_dueTime, Timeout.InfiniteTimeSpan);
    }

    internal override bool IsAlwaysInterleave => _options.Interleave;

    internal override bool KeepsAlive => _options.KeepAlive;

    internal override bool IsAbandoned => _disposed.IsCancellationRequested;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, period);
        lock (_gate)
        {
            _dueTime = dueTime;
            _period = period;
            _changed = true;
            if (!_firing && !_disposed.IsCancellationRequested) _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        if (_disposed.IsCancellationRequested) return;
        _timer.Dispose();
        _activation.Remove(this);
        _disposed.Cancel();
    }

    protected override Task Run(Activation activation)
    {
        if (_disposed.IsCancellationRequested) return Task.CompletedTask;
        lock (_gate) _changed = false;
        return _callback(_state, _disposed.Token);
    }

    protected override void OnEnded(Activation activation, Task task)
    {
        if (task.Exception is { } exception) activation.Silo.Log.TimerFailed(exception.InnerException, activation.GrainId);
        lock (_gate)
        {
            _firing = false;
            if (!_disposed.IsCancellationRequested) _timer.Change(_changed ? _dueTime : _period, Timeout.InfiniteTimeSpan);
        }
    }

    internal override void Reject(Exception exception)
    {
    }

    internal override void Forward()
    {
    }

    private void Fire()
    {
        lock (_gate)
        {
            if (_firing || _disposed.IsCancellationRequested) return;
            _firing = true;
        }

        _activation.TryEnqueue(this);
    }

    private static void Validate(TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero && dueTime != Timeout.InfiniteTimeSpan) throw new ArgumentOutOfRangeException(nameof(dueTime));
        if (period < TimeSpan.Zero && period != Timeout.InfiniteTimeSpan) throw new ArgumentOutOfRangeException(nameof(period));
    }
}
