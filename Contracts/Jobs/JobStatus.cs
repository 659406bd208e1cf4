using Orleans;

namespace QuantPlatform.Contracts.Jobs;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    Queued,
    Running,
    Done,
    Failed,
    Cancelled,
}

/// <summary>A job as its user sees it.</summary>
/// <param name="Progress">0 to 1.</param>
/// <param name="Error">Why it failed; null otherwise.</param>
/// <param name="Result">What it found, as JSON; null until it is done.</param>
/// <param name="CreatedAt">Unix ms.</param>
/// <param name="FinishedAt">Unix ms; null while it is not finished.</param>
[GenerateSerializer, Immutable, Alias("JobStatus")]
public sealed record JobStatus(
    [property: Id(0)] string Id,
    [property: Id(1)] string Kind,
    [property: Id(2)] JobState State,
    [property: Id(3)] double Progress,
    [property: Id(4)] Refusal? Error,
    [property: Id(5)] string? Result,
    [property: Id(6)] long CreatedAt,
    [property: Id(7)] long? FinishedAt)
{
    /// <summary>True once nothing will change any more.</summary>
    public bool IsFinished => State is JobState.Done or JobState.Failed or JobState.Cancelled;
}

/// <summary>The kinds of jobs that there are.</summary>
public static class JobKinds
{
    public const string Export = "export";

    public const string Import = "import";

    /// <summary>A rule over stored history.</summary>
    public const string DryRun = "dryRun";
}
