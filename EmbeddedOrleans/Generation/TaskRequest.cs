using System.ComponentModel;
using System.Runtime.CompilerServices;
using EmbeddedOrleans.Runtime;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace EmbeddedOrleans.Generation;

/// <summary>A call of a method without result.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
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
        return reference.Silo.OutgoingFilters.Length == 0 ? SendNow(reference, source) : SendThrough(new OutgoingCall(this, reference, source));
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

    private async Task SendThrough(OutgoingCall call)
    {
        Share();
        await call.Run(async () =>
        {
            await SendNow(call.Reference, call.Source);
            return Response.Completed;
        });
        call.Response?.GetResult<object>();
    }

    private protected override Task CallOn(object target) => Call(target);

    private protected override async Task CallThrough(IncomingCall call)
    {
        Share();
        await call.Run(async () =>
        {
            await Call(call.Grain);
            return Response.Completed;
        });
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
}

/// <summary>A call of a method with a result.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
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
        return reference.Silo.OutgoingFilters.Length == 0 ? SendNow(reference, source) : SendThrough(new OutgoingCall(this, reference, source));
    }

    private Task<TResult> SendNow(GrainReference reference, Activation? source)
    {
        var completion = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _completion = completion;
        Dispatch(reference, source);
        return completion.Task;
    }

    private async Task<TResult> SendThrough(OutgoingCall call)
    {
        Share();
        await call.Run(async () => Response.FromResult(await SendNow(call.Reference, call.Source)));
        return call.Response is { } response ? response.GetResult<TResult>()! : default!;
    }

    private protected override Task CallOn(object target) => Call(target);

    private protected override Task CallThrough(IncomingCall call) => CallThroughFilters(call);

    private async Task<TResult> CallThroughFilters(IncomingCall call)
    {
        Share();
        await call.Run(async () => Response.FromResult(await Call(call.Grain)));
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
}
