using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace EmbeddedOrleans.Runtime;

/// <summary>From the first call to the last: creation, reading of state, activation, idleness, deactivation.</summary>
internal sealed partial class Activation
{
    private enum State
    {
        Created,
        Activating,
        Valid,

        /// <summary>Ends as soon as nothing runs; what arrives waits for the next activation.</summary>
        Deactivating,
        Ending,
        Ended,
    }

    private readonly TaskCompletionSource _deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<IDisposable> _timers = [];
    private AsyncServiceScope _scope;
    private GrainLifecycle? _lifecycle;
    private State _state;
    private DeactivationReason _reason;
    private CancellationToken _deactivationToken;
    private long _lastUsed;
    private long _keepUntil;

    public IGrainLifecycle ObservableLifecycle => _lifecycle ??= new GrainLifecycle();

    public Task Deactivated => _deactivated.Task;

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_reason.ReasonCode != DeactivationReasonCode.None || _state > State.Valid) return;
            _reason = deactivationReason;
            _deactivationToken = cancellationToken;
            if (_state != State.Valid) return;
            _state = State.Deactivating;
            if (_scheduled || _running.Count != 0) return;
            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    public void DelayDeactivation(TimeSpan span)
    {
        _keepUntil = span == TimeSpan.MaxValue || span == Timeout.InfiniteTimeSpan ? long.MaxValue
            : span <= TimeSpan.Zero ? 0
            : Silo.Now + Silo.TicksOf(span);
    }

    /// <summary>Ends the activation if it is not in use and has not been for long enough.</summary>
    public void Collect(long now, long? age)
    {
        lock (_gate)
        {
            if (_state != State.Valid || _running.Count != 0 || _waiting.Count != 0 || _tasks.Count != 0 || now < _keepUntil) return;
            if (Class.AgeLimit == long.MaxValue || now - _lastUsed < (age ?? Class.AgeLimit)) return;
        }

        Deactivate(new(DeactivationReasonCode.ActivationIdle, "The grain was idle for longer than its age limit."));
    }

    public void Add(IDisposable timer)
    {
        lock (_timers) _timers.Add(timer);
    }

    public void Remove(IDisposable timer)
    {
        lock (_timers) _timers.Remove(timer);
    }

    /// <summary>A state that turned out to be stale ends the activation that holds it; callers further up are spared.</summary>
    public void OnStale(InconsistentStateException stale)
    {
        if (!stale.IsSourceActivation) return;
        stale.IsSourceActivation = false;
        Deactivate(new(DeactivationReasonCode.ApplicationError, stale, "The state of the grain is stale."));
    }

    private async Task Activate()
    {
        try
        {
            lock (_gate)
                if (_waiting.First?.Context is { } context) RequestContext.Snapshot = context;
            using var timeout = new CancellationTokenSource(Silo.ActivationTimeout, Silo.Time);
            _scope = Silo.Services.CreateAsyncScope();
            GrainInstance = Class.Create(this);
            Filters = IncomingFilters.For(Silo, GrainInstance);
            if (_lifecycle is not null) await _lifecycle.Start(timeout.Token);
            if (GrainInstance is IGrainBase grain) await grain.OnActivateAsync(timeout.Token);
            lock (_gate) _state = _reason.ReasonCode == DeactivationReasonCode.None ? State.Valid : State.Deactivating;
            Silo.Metrics.CountCreated();
        }
        catch (Exception exception)
        {
            Silo.Log.ActivationFailed(exception, GrainId);
            DisposeTimers();
            await Release();
            Close(exception);
        }
    }

    private async Task End()
    {
        try
        {
            DisposeTimers();
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(_deactivationToken);
            using var timer = Silo.Time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), timeout, Silo.DeactivationTimeout, Timeout.InfiniteTimeSpan);
            try
            {
                if (GrainInstance is IGrainBase grain) await grain.OnDeactivateAsync(_reason, timeout.Token).WaitAsync(timeout.Token);
            }
            catch (Exception exception)
            {
                Silo.Log.DeactivationFailed(exception, GrainId);
            }

            if (_lifecycle is not null) await _lifecycle.Stop(exception => Silo.Log.DeactivationFailed(exception, GrainId), timeout.Token);
            await Release();
        }
        catch (Exception exception)
        {
            Silo.Log.DeactivationFailed(exception, GrainId);
        }

        Silo.Metrics.CountDestroyed(EndedCount);
        Close(null);
    }

    private async Task Release()
    {
        try
        {
            if (GrainInstance is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else (GrainInstance as IDisposable)?.Dispose();
            await _scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            Silo.Log.DeactivationFailed(exception, GrainId);
        }
    }

    /// <summary>From here on another activation takes the calls; those that wait are sent on, or fail with the activation.</summary>
    private void Close(Exception? failure)
    {
        _removeFromDirectory(this);
        List<ActivationWork> waiting = [];
        lock (_gate)
        {
            _state = State.Ended;
            while (_waiting.First is { } work)
            {
                RemoveWaiting(work);
                waiting.Add(work);
            }
        }

        // References may know this activation until their next call; the grain itself can go now.
        GrainInstance = null;
        Filters = null;
        Streams = null;
        _lifecycle = null;
        foreach (var work in waiting)
        {
            if (failure is null) work.Forward();
            else work.Reject(failure);
        }

        _deactivated.TrySetResult();
    }

    /// <summary>The process gives up: no timer fires and nobody waits any longer.</summary>
    public void Abandon()
    {
        DisposeTimers();
        Sweep(long.MaxValue);
    }

    private void DisposeTimers()
    {
        IDisposable[] timers;
        lock (_timers)
        {
            timers = [.. _timers];
            _timers.Clear();
        }

        foreach (var timer in timers) timer.Dispose();
    }
}
