using Orleans.Runtime;
using Orleans.Storage;

namespace EmbeddedOrleans.Runtime;

/// <summary>Work of the runtime itself in a turn of a grain.</summary>
internal abstract class AsyncWork : ActivationWork
{
    /// <summary>Does the work in a turn.</summary>
    protected abstract Task Run(Activation activation);

    /// <summary>The work has ended, in a turn.</summary>
    protected abstract void OnEnded(Activation activation, Task task);

    internal override bool Start(Activation activation)
    {
        if (Context is { } context) RequestContext.Snapshot = context;
        Task task;
        try
        {
            task = Run(activation);
        }
        catch (Exception exception)
        {
            task = Task.FromException(exception);
        }

        if (task.IsCompleted)
        {
            Finish(activation, task);
            return true;
        }

        task.GetAwaiter().UnsafeOnCompleted(() =>
        {
            Finish(activation, task);
            activation.Complete(this);
        });
        return false;
    }

    private void Finish(Activation activation, Task task)
    {
        if (task.Exception?.InnerException is InconsistentStateException stale) activation.OnStale(stale);
        OnEnded(activation, task);
    }
}
