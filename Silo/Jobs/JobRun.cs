using System.Diagnostics.CodeAnalysis;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Jobs;

namespace QuantPlatform.Silo.Jobs;

/// <summary>How a run ended.</summary>
internal sealed record JobEnd(JobState State, Refusal? Error, string? Result);

/// <summary>One run of a job on this node: the link between the job's grain and the thread that works.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing, and both the grain and the queue may still cancel it.")]
internal sealed class JobRun(IJobKind kind, string userId, string jobId, string input)
{
    private readonly CancellationTokenSource stop = new();
    private double progress;
    private volatile bool started;
    private volatile JobEnd? end;

    public IJobKind Kind => kind;

    public string UserId => userId;

    public string JobId => jobId;

    public string Input => input;

    public CancellationToken Stopping => stop.Token;

    public double Progress => Volatile.Read(ref progress);

    public bool IsStarted => started;

    /// <summary>How it ended; null while it has not.</summary>
    public JobEnd? End => end;

    /// <summary>True when the end was asked for by <see cref="Cancel"/>.</summary>
    public bool IsCancelled { get; private set; }

    public void Report(double share) => Volatile.Write(ref progress, Math.Clamp(share, 0, 1));

    public void Start() => started = true;

    public void Finish(JobEnd how) => end = how;

    public void Cancel()
    {
        IsCancelled = true;
        stop.Cancel();
    }
}
