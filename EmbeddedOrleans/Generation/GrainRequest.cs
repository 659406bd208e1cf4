using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using EmbeddedOrleans.Runtime;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace EmbeddedOrleans.Generation;

/// <summary>A call on its way: method, arguments, sender, context, deadline. The generator writes one subclass a method.</summary>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public abstract class GrainRequest : ActivationWork, IInvokable
{
    private const int MaxForwards = 16;

    private readonly Action _onCompleted;
    private GrainReference? _reference;
    private Activation? _activation;
    private object? _target;
    private Task? _pending;
    private Dictionary<string, object>? _context;
    private CancellationTokenSource? _cancellation;
    private CancellationTokenRegistration _registration;
    private long _deadline;
    private int _forwards;
    private bool _shared;
    private volatile bool _abandoned;

    private protected GrainRequest() => _onCompleted = OnCompleted;

    /// <summary>The method.</summary>
    protected abstract RequestDescription Description { get; }

    /// <summary>The token that the called method receives.</summary>
    protected CancellationToken Token => _cancellation?.Token ?? CallerToken;

    /// <summary>The token that the caller gave.</summary>
    protected CancellationToken CallerToken { get; private set; }

    internal RequestDescription Method => Description;

    internal GrainReference Reference => _reference!;

    internal Activation? Source { get; private set; }

    internal override bool IsReadOnly => Description.IsReadOnly;

    internal override bool IsAlwaysInterleave => Description.IsAlwaysInterleave;

    internal override bool IsAbandoned => _abandoned;

    internal override long Deadline => _deadline;

    internal override Dictionary<string, object>? Context => _context;

    /// <summary>Keeps the token of the caller with the request.</summary>
    public void SetToken(CancellationToken token)
    {
        CallerToken = token;
        if (token.CanBeCanceled) _shared = true;
    }

    object? IInvokable.GetTarget() => _target;

    string IInvokable.GetMethodName() => Description.MethodName;

    string IInvokable.GetInterfaceName() => Description.InterfaceName;

    string IInvokable.GetActivityName() => $"{Description.InterfaceName}/{Description.MethodName}";

    MethodInfo IInvokable.GetMethod() => Description.Method;

    Type IInvokable.GetInterfaceType() => Description.InterfaceType;

    TimeSpan? IInvokable.GetDefaultResponseTimeout() => Description.Timeout;

    CancellationToken IInvokable.GetCancellationToken() => Token;

    /// <inheritdoc/>
    public abstract int GetArgumentCount();

    /// <inheritdoc/>
    public abstract object? GetArgument(int index);

    /// <inheritdoc/>
    public abstract void SetArgument(int index, object value);

    /// <summary>Nothing to release: requests go back to their pool by themselves.</summary>
    void IDisposable.Dispose()
    {
    }

    /// <summary>Forgets the arguments.</summary>
    protected abstract void Clear();

    /// <summary>Gives the emptied request back to its pool.</summary>
    protected abstract void Return();

    internal void Share() => _shared = true;

    private protected abstract Task CallOn(object target);

    private protected abstract Task CallThrough(Activation activation, IncomingFilters filters);

    private protected abstract Task Faulted(Exception exception);

    private protected abstract void Complete(Task task);

    private protected abstract bool TryFail(Exception exception);

    private protected abstract void TryCancel(CancellationToken token);

    private protected abstract void Forget();

    /// <summary>Puts the request on its way. It may be back in its pool when this returns.</summary>
    private protected void Dispatch(GrainReference reference, Activation? source)
    {
        var silo = reference.Silo;
        _reference = reference;
        Source = source;
        _context = RequestContext.Snapshot;
        _deadline = silo.DeadlineOf(Description.Timeout);
        if (CallerToken.CanBeCanceled)
        {
            if (CallerToken.IsCancellationRequested)
            {
                TryCancel(CallerToken);
                return;
            }

            _registration = CallerToken.UnsafeRegister(static request => ((GrainRequest)request!).OnCallerCanceled(), this);
        }

        reference.Send(this);
    }

    internal override bool Start(Activation activation)
    {
        _activation = activation;
        _target = activation.GrainInstance!;
        return Start(_target, activation.Filters);
    }

    /// <summary>Calls an object that is not a grain.</summary>
    internal bool Start(object target, IncomingFilters? filters)
    {
        _target = target;
        if (Description.TakesToken)
        {
            _cancellation = new CancellationTokenSource();
            Interlocked.MemoryBarrier();
        }

        if (_abandoned) return true;

        if (_context is not null) RequestContext.Snapshot = _context;
        Task task;
        try
        {
            task = (filters is null ? CallOn(target) : CallThrough(_activation!, filters))
                ?? throw new InvalidOperationException($"{Description.InterfaceName}.{Description.MethodName} returned null instead of a task.");
        }
        catch (Exception exception)
        {
            task = Faulted(exception);
        }

        _pending = task;
        if (task.IsCompleted)
        {
            Finish(task);
            return true;
        }

        task.GetAwaiter().UnsafeOnCompleted(_onCompleted);
        return false;
    }

    /// <summary>Called when an asynchronous call of an object that is not a grain has ended.</summary>
    internal Action<GrainRequest>? Ended { get; set; }

    private void OnCompleted()
    {
        var activation = _activation;
        Finish(_pending!);
        if (activation is not null) activation.Complete(this);
        else Ended?.Invoke(this);
    }

    private void Finish(Task task)
    {
        if (task.IsCompletedSuccessfully) return;

        // Reading the exception also marks it as seen, for callers who have given up.
        var failure = task.Exception?.InnerException;
        if (failure is InconsistentStateException stale) _activation?.OnStale(stale);
        if (Description.IsOneWay) _reference!.Silo.Log.OneWayFailed(failure, Description.InterfaceName, Description.MethodName, _reference.GrainId);
    }

    private void OnCallerCanceled()
    {
        TryCancel(CallerToken);
        _abandoned = true;
        Interlocked.MemoryBarrier();
        CancelCall();
    }

    private void CancelCall()
    {
        if (_cancellation is not { } cancellation) return;
        if (_activation is { } activation) activation.Post(static state => ((CancellationTokenSource)state!).Cancel(), cancellation);
        else ThreadPool.UnsafeQueueUserWorkItem(static source => source.Cancel(), cancellation, preferLocal: false);
    }

    internal override void TimeOut()
    {
        _shared = true;
        var timeout = Description.Timeout ?? _reference!.Silo.ResponseTimeout;
        if (!TryFail(new TimeoutException($"Response did not arrive on time in {timeout} for {Description.InterfaceName}.{Description.MethodName} of {_reference!.GrainId}."))) return;
        _reference.Silo.Metrics.CountTimeout();
        CancelCall();
    }

    internal override void Reject(Exception exception)
    {
        TryFail(exception);
        _registration.Dispose();
    }

    internal override void Forward()
    {
        if (++_forwards > MaxForwards)
            Reject(new OrleansMessageRejectionException($"{_reference!.GrainId} ended {MaxForwards} activations before {Description.MethodName} could be called."));
        else
            _reference!.Send(this);
    }

    internal override void Conclude()
    {
        if (_pending is { } task) Complete(task);
        if (_shared)
        {
            _registration.Dispose();
            return;
        }

        Forget();
        Clear();
        _reference = null;
        _activation = null;
        _target = null;
        _pending = null;
        _context = null;
        _cancellation = null;
        _forwards = 0;
        Source = null;
        Ended = null;
        CallerToken = default;
        Return();
    }
}
