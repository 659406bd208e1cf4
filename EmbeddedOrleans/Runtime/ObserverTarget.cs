using EmbeddedOrleans.Generation;
using Orleans;
using Orleans.Runtime;

namespace EmbeddedOrleans.Runtime;

/// <summary>An object that is called like a grain: one call after the other, held weakly.</summary>
internal sealed class ObserverTarget : ICallTarget, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly WeakReference<IGrainObserver> _observer;
    private readonly Silo _silo;
    private readonly GrainId _id;
    private readonly Action<GrainRequest> _onEnded;
    private WorkQueue _waiting;
    private ActivationWork? _running;
    private bool _busy;
    private bool _closed;

    public ObserverTarget(Silo silo, GrainId id, IGrainObserver observer)
    {
        _silo = silo;
        _id = id;
        _observer = new WeakReference<IGrainObserver>(observer);
        _onEnded = OnEnded;
    }

    public IEnumerable<Activation> Activations => [];

    public bool TryEnqueue(ActivationWork work)
    {
        lock (_gate)
        {
            if (_closed) return false;
            _waiting.Add(work);
            if (_busy) return true;
            _busy = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    /// <summary>Takes no further calls; those that wait are still made.</summary>
    public void Close()
    {
        lock (_gate) _closed = true;
        _silo.Remove(_id);
    }

    public void Sweep(long now)
    {
        lock (_gate)
        {
            if (_running is { } running && running.Deadline <= now) running.TimeOut();
            ActivationWork? next;
            for (var work = _waiting.First; work is not null; work = next)
            {
                next = work.Next;
                if (work.Deadline > now) continue;
                _waiting.Remove(work);
                work.TimeOut();
            }
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        var context = ExecutionContext.Capture()!;
        while (Next() is { } request)
        {
            if (!_observer.TryGetTarget(out var observer))
            {
                Close();
                request.Reject(new OrleansMessageRejectionException($"The object behind {_id} has been collected."));
                Forget();
                continue;
            }

            request.Ended = _onEnded;
            var ended = request.Start(observer, null);
            if (!ReferenceEquals(ExecutionContext.Capture(), context)) ExecutionContext.Restore(context);
            if (!ended) return;
            Forget();
            request.Conclude();
        }
    }

    private GrainRequest? Next()
    {
        lock (_gate)
        {
            while (_waiting.First is { IsAbandoned: true } abandoned) _waiting.Remove(abandoned);
            if (_waiting.First is not GrainRequest request)
            {
                _busy = false;
                return null;
            }

            _waiting.Remove(request);
            _running = request;
            return request;
        }
    }

    private void Forget()
    {
        lock (_gate) _running = null;
    }

    private void OnEnded(GrainRequest request)
    {
        Forget();
        request.Conclude();
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
