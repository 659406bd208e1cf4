using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Jobs;

namespace QuantPlatform.Silo.Jobs;

/// <summary>What is stored of a job.</summary>
[GenerateSerializer, Alias("JobStoredState")]
internal sealed record JobStoredState
{
    /// <summary>Runs that the end of a node cut off before the job is given up: it may be what ended them.</summary>
    public const int MaxAttempts = 3;

    /// <summary>Null: there is no such job.</summary>
    [Id(0)] public string? Kind { get; init; }

    [Id(1)] public string Input { get; init; } = "{}";

    [Id(2)] public JobState State { get; init; }

    [Id(3)] public Refusal? Error { get; init; }

    [Id(4)] public string? Result { get; init; }

    [Id(5)] public long CreatedAt { get; init; }

    [Id(6)] public long? FinishedAt { get; init; }

    /// <summary>How often it was queued.</summary>
    [Id(7)] public int Attempts { get; init; }

    public bool IsFinished => State is JobState.Done or JobState.Failed or JobState.Cancelled;

    public JobStoredState Ended(JobEnd end, long now) => this with { State = end.State, Error = end.Error, Result = end.Result, FinishedAt = now };

    /// <summary>What becomes of a job that was unfinished when its node ended: queued again, or failed with the reason.</summary>
    /// <param name="isRepeatable">Null when this release does not know the kind.</param>
    public JobStoredState Interrupted(bool? isRepeatable, long now) => isRepeatable switch
    {
        true when Attempts < MaxAttempts => this with { State = JobState.Queued, Attempts = Attempts + 1 },
        true => Ended(Failed($"at most {MaxAttempts} runs", $"The node ended during {Attempts} runs of it."), now),
        false when State == JobState.Queued => this with { Attempts = Attempts + 1 },
        false => Ended(Failed("runs once", "The node ended while it ran. Start it again if you still want it."), now),
        null => Ended(Failed("a known kind", $"This release has no jobs of the kind '{Kind}'."), now),
    };

    public JobStatus Status(string id, JobRun? run) => new(
        id,
        Kind!,
        IsFinished ? State : run is { IsStarted: true } ? JobState.Running : JobState.Queued,
        State == JobState.Done ? 1 : run?.Progress ?? 0,
        Error,
        Result,
        CreatedAt,
        FinishedAt);

    private static JobEnd Failed(string rule, string message) => new(JobState.Failed, new Refusal("interrupted", null, rule, message), null);
}
