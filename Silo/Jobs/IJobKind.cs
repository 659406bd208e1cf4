using QuantPlatform.Contracts;

namespace QuantPlatform.Silo.Jobs;

/// <summary>One kind of job. Derive from <see cref="JobKind{TInput,TResult}"/> and register the class as <see cref="IJobKind"/>: nothing else is needed.</summary>
internal interface IJobKind
{
    /// <summary>One of <see cref="Contracts.Jobs.JobKinds"/>.</summary>
    string Name { get; }

    /// <summary>Whether a run that was cut off by the end of a node may simply be run again.</summary>
    bool IsRepeatable { get; }

    /// <summary>Does the work; both texts are JSON. Runs off every grain's turn, under the principal of the job's user.</summary>
    Task<Outcome<string>> Run(string input, JobContext job);

    /// <summary>Removes what a job left outside of its own state.</summary>
    Task CleanUp(string userId, string jobId);
}
