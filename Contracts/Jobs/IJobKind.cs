using Orleans;

namespace QuantPlatform.Contracts.Jobs;

/// <summary>One kind of job. Register a class as this interface: nothing else is needed to have one more. In Silo derive from <c>JobKind</c>, which types input and result.</summary>
public interface IJobKind
{
    /// <summary>One of <see cref="JobKinds"/>.</summary>
    string Name { get; }

    /// <summary>Whether a run that was cut off by the end of a node may simply be run again.</summary>
    bool IsRepeatable { get; }

    /// <summary>Does the work; both texts are JSON with camelCase names. Runs off every grain's turn, under the principal of the job's user.</summary>
    Task<Outcome<string>> Run(string input, JobContext job);
}

/// <summary>What a running job knows of its surroundings.</summary>
/// <param name="Grains">Calls made through it are the user's own.</param>
/// <param name="Report">Takes the share that is done, 0 to 1; cheap enough for every few hundred rows.</param>
/// <param name="Stopping">Set when the job is cancelled, its time is up or the node stops.</param>
public sealed record JobContext(string UserId, string JobId, IGrainFactory Grains, Action<double> Report, CancellationToken Stopping);

/// <summary>The file that a job may leave; it is deleted with the job.</summary>
public interface IJobFiles
{
    /// <summary>The full path of a job's file. What is written beside it under the same name and a further extension is deleted too.</summary>
    string PathOf(string userId, string jobId);
}
