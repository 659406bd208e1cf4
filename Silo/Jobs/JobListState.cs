using System.Collections.Immutable;
using Orleans;

namespace QuantPlatform.Silo.Jobs;

/// <summary>A job in its user's list.</summary>
/// <param name="FinishedAt">Unix ms, as last heard; null while it was not finished.</param>
[GenerateSerializer, Immutable, Alias("ListedJob")]
internal sealed record ListedJob([property: Id(0)] string Id, [property: Id(1)] string Kind, [property: Id(2)] long? FinishedAt);

/// <summary>A user's jobs, oldest first.</summary>
[GenerateSerializer, Alias("JobListState")]
internal sealed record JobListState
{
    [Id(0)] public ImmutableArray<ListedJob> Jobs { get; init; } = [];

    /// <summary>How many are not finished.</summary>
    public int Unfinished => Jobs.Count(job => job.FinishedAt is null);

    public JobListState With(ListedJob job) => this with { Jobs = Jobs.Add(job) };

    public JobListState Without(string id) => this with { Jobs = Jobs.RemoveAll(job => job.Id == id) };

    public JobListState Finished(string id, long at) =>
        this with { Jobs = [.. Jobs.Select(job => job.Id == id ? job with { FinishedAt = at } : job)] };

    /// <summary>Finished jobs that have had their time, or are more than <paramref name="kept"/>.</summary>
    public IReadOnlyList<ListedJob> Old(long finishedBefore, int kept)
    {
        var finished = Jobs.Where(job => job.FinishedAt is not null).ToList();
        return [.. finished.Where((job, index) => job.FinishedAt < finishedBefore || index < finished.Count - kept)];
    }
}
