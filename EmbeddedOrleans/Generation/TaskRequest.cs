using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using EmbeddedOrleans.Runtime;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace EmbeddedOrleans.Generation;

/// <summary>A call of a method without result.</summary>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public abstract class TaskRequest : GrainRequest
{
    private TaskCompletionSource? _completion;

    /// <summary>Makes the call.</summary>
    protected abstract Task Call(object target);

    /// <summary>Sends the request; the task is complete at once if the method is one-way.</summary>
    public Task Send(GrainReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var source = Activation.CurrentOf(reference.Silo);
        return reference.Silo.OutgoingFilters.Length == 0 ? SendNow(reference, source) : SendThrough(new Outgoing(this, reference, source));
    }

    private Task SendNow(GrainReference reference, Activation? source)
    {
        if (Description.IsOneWay)
        {
            Dispatch(reference, source);
            return Task.CompletedTask;
        }

        var completion = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _completion = completion;
        Dispatch(reference, source);
        return completion.Task;
    }

    private async Task SendThrough(Outgoing call)
    {
        Share();
        await call.Invoke();
        call.Response?.GetResult<object>();
    }

    private protected override Task CallOn(object target) => Call(target);

    private protected override async Task CallThrough(Activation activation, IncomingFilters filters)
    {
        Share();
        var call = new Incoming(this, activation, filters);
        await call.Invoke();
        call.Response?.GetResult<object>();
    }

    private protected override Task Faulted(Exception exception)
    {
        var builder = AsyncTaskMethodBuilder.Create();
        builder.SetException(exception);
        return builder.Task;
    }

    private protected override void Complete(Task task) => _completion?.TrySetFromTask(task);

    private protected override bool TryFail(Exception exception) => _completion?.TrySetException(exception) ?? false;

    private protected override void TryCancel(CancellationToken token) => _completion?.TrySetCanceled(token);

    private protected override void Forget() => _completion = null;

    private sealed class Outgoing(TaskRequest request, GrainReference reference, Activation? source) : OutgoingCall(request, reference, source)
    {
        private readonly TaskRequest _request = request;
        private readonly GrainReference _reference = reference;
        private readonly Activation? _source = source;

        protected override async Task MakeCall()
        {
            try
            {
                await _request.SendNow(_reference, _source);
                Response = Response.Completed;
            }
            catch (Exception exception)
            {
                Response = Response.FromException(exception);
                throw;
            }
        }
    }

    private sealed class Incoming(TaskRequest request, Activation activation, IncomingFilters filters) : IncomingCall(request, activation, filters)
    {
        private readonly TaskRequest _request = request;

        protected override async Task MakeCall()
        {
            try
            {
                await _request.Call(Grain);
                Response = Response.Completed;
            }
            catch (Exception exception)
            {
                Response = Response.FromException(exception);
                throw;
            }
        }
    }
}

/// <summary>A call of a method with a result.</summary>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public abstract class TaskRequest<TResult> : GrainRequest
{
    private TaskCompletionSource<TResult>? _completion;

    /// <summary>Makes the call.</summary>
    protected abstract Task<TResult> Call(object target);

    /// <summary>Sends the request.</summary>
    public Task<TResult> Send(GrainReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var source = Activation.CurrentOf(reference.Silo);
        return reference.Silo.OutgoingFilters.Length == 0 ? SendNow(reference, source) : SendThrough(new Outgoing(this, reference, source));
    }

    private Task<TResult> SendNow(GrainReference reference, Activation? source)
    {
        var completion = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _completion = completion;
        Dispatch(reference, source);
        return completion.Task;
    }

    private async Task<TResult> SendThrough(Outgoing call)
    {
        Share();
        await call.Invoke();
        return call.Response is { } response ? response.GetResult<TResult>()! : default!;
    }

    private protected override Task CallOn(object target) => Call(target);

    private protected override Task CallThrough(Activation activation, IncomingFilters filters) => CallThroughFilters(new Incoming(this, activation, filters));

    private async Task<TResult> CallThroughFilters(Incoming call)
    {
        Share();
        await call.Invoke();
        return call.Response is { } response ? response.GetResult<TResult>()! : default!;
    }

    private protected override Task Faulted(Exception exception)
    {
        var builder = AsyncTaskMethodBuilder<TResult>.Create();
        builder.SetException(exception);
        return builder.Task;
    }

    private protected override void Complete(Task task) => _completion?.TrySetFromTask((Task<TResult>)task);

    private protected override bool TryFail(Exception exception) => _completion?.TrySetException(exception) ?? false;

    private protected override void TryCancel(CancellationToken token) => _completion?.TrySetCanceled(token);

    private protected override void Forget() => _completion = null;

    private sealed class Outgoing(TaskRequest<TResult> request, GrainReference reference, Activation? source) : OutgoingCall(request, reference, source)
    {
        private readonly TaskRequest<TResult> _request = request;
        private readonly GrainReference _reference = reference;
        private readonly Activation? _source = source;

        protected override async Task MakeCall()
        {
            try
            {
                Response = Response.FromResult(await _request.SendNow(_reference, _source));
            }
            catch (Exception exception)
            {
                Response = Response.FromException(exception);
                throw;
            }
        }
    }

    private sealed class Incoming(TaskRequest<TResult> request, Activation activation, IncomingFilters filters) : IncomingCall(request, activation, filters)
    {
        private readonly TaskRequest<TResult> _request = request;

        protected override async Task MakeCall()
        {
            try
            {
                Response = Response.FromResult(await _request.Call(Grain));
            }
            catch (Exception exception)
            {
                Response = Response.FromException(exception);
                throw;
            }
        }
    }
}
