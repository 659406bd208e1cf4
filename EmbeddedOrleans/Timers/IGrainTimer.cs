using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A timer of one activation; it ends with the activation.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets the timer anew. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> as due time pauses it, as period makes it single.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>When a timer fires and how its callbacks run.</summary>
public readonly struct GrainTimerCreationOptions()
{
    /// <summary>Options with the given times.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Time to the first callback; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for none.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Time from the end of a callback to the next; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for a single callback.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Callbacks interleave with calls. The default is false.</summary>
    public bool Interleave { get; init; }

    /// <summary>Callbacks count as use of the grain and keep it from being collected. The default is false.</summary>
    public bool KeepAlive { get; init; }
}
