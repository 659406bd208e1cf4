using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Jobs;

/// <summary>One job of a user: work that takes longer than an answer may. Key: <c>{userId}/{jobId}</c>.</summary>
[TenantKey, Alias("IJobGrain")]
public interface IJobGrain : IGrainWithStringKey
{
    /// <summary>Queues it on this node; called by <see cref="IJobListGrain.Start"/>. Refused as <c>busy</c> when too much is waiting.</summary>
    [Alias("Begin")]
    Task<Outcome<JobStatus>> Begin(string kind, string input);

    /// <summary>Where it stands; null when there is no such job.</summary>
    [Alias("Get")]
    Task<JobStatus?> Get();

    /// <summary>Stops it; a finished one stays as it is. Null when there is no such job.</summary>
    [Alias("Cancel")]
    Task<JobStatus?> Cancel();

    /// <summary>Stops it and forgets it with everything it made.</summary>
    [Alias("Forget")]
    Task Forget();
}

/// <summary>A user's jobs: counts them, and forgets old ones. Key: <c>{userId}</c>.</summary>
[TenantKey, Alias("IJobListGrain")]
public interface IJobListGrain : IGrainWithStringKey
{
    /// <summary>Starts a job. Refused as <c>quota</c> when the user has too many unfinished ones, as <c>busy</c> when the node has.</summary>
    /// <param name="kind">One of <see cref="JobKinds"/>.</param>
    /// <param name="input">What the kind needs to know, as JSON.</param>
    [Alias("Start")]
    Task<Outcome<JobStatus>> Start(string kind, string input);

    /// <summary>The user's jobs of a kind, newest first.</summary>
    [Alias("List")]
    Task<ImmutableArray<JobStatus>> List(string kind);

    /// <summary>Forgets a job; false when there is none.</summary>
    [Alias("Delete")]
    Task<bool> Delete(string jobId);

    /// <summary>Takes up what a stopped node left unfinished and forgets what has expired. Called by the waking service at start and every 60 s.</summary>
    [SystemOnly, Alias("EnsureRunning")]
    Task EnsureRunning();

    /// <summary>Deletes all of them with everything that is stored of them.</summary>
    [SystemOnly, Alias("Erase"), ResponseTimeout("00:05:00")]
    Task Erase();
}
