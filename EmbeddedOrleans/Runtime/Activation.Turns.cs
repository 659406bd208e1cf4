namespace EmbeddedOrleans.Runtime;

/// <summary>Turns: what may run when. The queues are guarded by the gate; the current turn belongs to the thread that runs it.</summary>
internal sealed partial class Activation : IThreadPoolWorkItem
{
    private const int TurnsBeforeOthers = 64;

    private enum Turn
    {
        None,
        Task,
        Work,
        Activate,
        Deactivate,
    }

    private readonly Queue<Task> _tasks = new();
    private WorkQueue _waiting;
    private WorkQueue _running;
    private int _waitingToInterleave;
    private int _runningExclusive;
    private int _runningReaders;
    private long _ended;
    private bool _scheduled;

    private Turn _turn;
    private Task? _turnTask;
    private ActivationWork? _turnWork;
    private int _turns;
    private bool _lastWasTask;

    public int WaitingCount => _waiting.Count;

    public int Load => _waiting.Count + _running.Count;

    /// <summary>How many calls, ticks and deliveries have ended.</summary>
    public long EndedCount => Interlocked.Read(ref _ended);

    public bool TryEnqueue(ActivationWork work)
    {
        lock (_gate)
        {
            if (_state == State.Ended) return false;
            _waiting.Add(work);
            if (MayInterleave(work)) _waitingToInterleave++;
            if (_scheduled || !(_state == State.Created || (_state == State.Valid && MayStart(work)))) return true;
            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        return true;
    }

    public void Enqueue(Task task)
    {
        lock (_gate)
        {
            _tasks.Enqueue(task);
            if (_scheduled) return;
            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    /// <summary>Ends work that did not end when it was started. Called in a turn, so what may start now is found right after it.</summary>
    public void Complete(ActivationWork work)
    {
        lock (_gate) End(work);
        work.Conclude();
    }

    public void Sweep(long now)
    {
        if (_waiting.Count == 0 && _running.Count == 0) return;
        lock (_gate)
        {
            for (var work = _running.First; work is not null; work = work.Next)
                if (work.Deadline <= now) work.TimeOut();
            ActivationWork? next;
            for (var work = _waiting.First; work is not null; work = next)
            {
                next = work.Next;
                if (work.Deadline > now) continue;
                RemoveWaiting(work);
                work.TimeOut();
            }
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        s_current = this;
        _turns = 0;
        var turn = Take(null);
        while (turn != Turn.None)
        {
            if (turn == Turn.Task)
            {
                _scheduler.Run(_turnTask!);
                turn = Take(null);
            }
            else
            {
                var burst = new Task<Turn>(static state => ((Activation)state!).RunBurst(), this);
                burst.RunSynchronously(_scheduler);
                turn = burst.GetAwaiter().GetResult();
            }
        }

        s_current = null;
    }

    /// <summary>Starts work until a task is next or nothing is left. Runs inside a task of the scheduler, which makes that the current one.</summary>
    private Turn RunBurst()
    {
        var context = ExecutionContext.Capture()!;
        var turn = _turn;
        while (turn is Turn.Work or Turn.Activate or Turn.Deactivate)
        {
            ActivationWork? ended = null;
            if (turn == Turn.Work)
            {
                var work = _turnWork!;
                if (work.Start(this)) ended = work;
            }
            else
            {
                _ = turn == Turn.Activate ? Activate() : End();
            }

            // What the call has set in the context must not reach the next one.
            if (!ReferenceEquals(ExecutionContext.Capture(), context)) ExecutionContext.Restore(context);
            turn = Take(ended);
            ended?.Conclude();
        }

        return turn;
    }

    /// <summary>Chooses the next turn. After <see cref="Turn.None"/> another thread may own the turns: the caller touches nothing of them any more.</summary>
    private Turn Take(ActivationWork? ended)
    {
        lock (_gate)
        {
            if (ended is not null) End(ended);
            if (++_turns <= TurnsBeforeOthers)
            {
                if (Choose()) return _turn;
                _scheduled = false;
                return Turn.None;
            }
        }

        // Still scheduled: others get the thread first.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return Turn.None;
    }

    private bool Choose()
    {
        if (_state == State.Created)
        {
            _state = State.Activating;
            _turn = Turn.Activate;
            return true;
        }

        if (_tasks.Count != 0 && !_lastWasTask) return ChooseTask();
        if (_state == State.Valid && FindStartable() is { } work)
        {
            _turn = Turn.Work;
            _turnWork = work;
            _lastWasTask = false;
            return true;
        }

        if (_tasks.Count != 0) return ChooseTask();
        if (_state != State.Deactivating || _running.Count != 0) return false;
        _state = State.Ending;
        _turn = Turn.Deactivate;
        return true;
    }

    private bool ChooseTask()
    {
        _turn = Turn.Task;
        _turnTask = _tasks.Dequeue();
        _lastWasTask = true;
        return true;
    }

    private ActivationWork? FindStartable()
    {
        ActivationWork? next;
        for (var work = _waiting.First; work is not null; work = next)
        {
            next = work.Next;
            if (work.IsAbandoned)
            {
                RemoveWaiting(work);
                continue;
            }

            if (MayStart(work))
            {
                RemoveWaiting(work);
                _running.Add(work);
                Count(work, 1);
                return work;
            }

            if (_waitingToInterleave == 0) return null;
        }

        return null;
    }

    private bool MayStart(ActivationWork work)
        => _running.Count == 0
        || Class.IsReentrant
        || work.IsAlwaysInterleave
        || (_runningExclusive == 0 && (_runningReaders == 0 || work.IsReadOnly));

    private static bool MayInterleave(ActivationWork work) => work.IsAlwaysInterleave || work.IsReadOnly;

    private void RemoveWaiting(ActivationWork work)
    {
        _waiting.Remove(work);
        if (MayInterleave(work)) _waitingToInterleave--;
    }

    private void End(ActivationWork work)
    {
        _running.Remove(work);
        Count(work, -1);
        _ended++;
        if (work.KeepsAlive) _lastUsed = Silo.Now;
    }

    private void Count(ActivationWork work, int change)
    {
        if (work.IsAlwaysInterleave) return;
        if (work.IsReadOnly) _runningReaders += change;
        else _runningExclusive += change;
    }
}
