using System.ComponentModel;

namespace EmbeddedOrleans.Runtime;

/// <summary>Something that waits for a turn of an activation: a call, a timer tick, a stream delivery.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ActivationWork
{
    private protected ActivationWork()
    {
    }

    internal ActivationWork? Next { get; set; }

    internal ActivationWork? Previous { get; set; }

    internal virtual bool IsReadOnly => false;

    internal virtual bool IsAlwaysInterleave => false;

    /// <summary>Whether it counts as use of the grain.</summary>
    internal virtual bool KeepsAlive => true;

    /// <summary>Nobody waits for it any more, so it need not start.</summary>
    internal virtual bool IsAbandoned => false;

    /// <summary>The time stamp at which its sender gives up.</summary>
    internal virtual long Deadline => long.MaxValue;

    internal virtual Dictionary<string, object>? Context => null;

    /// <summary>Starts on the activation's scheduler and tells whether it ended at once; if not it calls <see cref="Activation.Complete"/> when it does.</summary>
    internal abstract bool Start(Activation activation);

    /// <summary>The sender has given up.</summary>
    internal virtual void TimeOut()
    {
    }

    /// <summary>It will not be started.</summary>
    internal abstract void Reject(Exception exception);

    /// <summary>The activation has ended without starting it.</summary>
    internal abstract void Forward();

    /// <summary>It has ended and no activation refers to it any more, so its sender is told.</summary>
    internal virtual void Conclude()
    {
    }
}
