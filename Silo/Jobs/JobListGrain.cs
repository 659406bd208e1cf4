using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Silo.Jobs;

/// <summary>A user's jobs. It asks the jobs themselves how they stand; nobody has to tell it.</summary>
[GrainType("job-list")]
internal sealed class JobListGrain(
    [PersistentState("jobs", SiloFeatures.GrainStorage)] IPersistentState<JobListState> storage, IOptions<JobOptions> options, TimeProvider time) : Grain, IJobListGrain
{
    private JobListState State => storage.State;

    public async Task<Outcome<JobStatus>> Start(string kind, string input)
    {
        await Refresh();
        var most = options.Value.PerUser;
        if (State.Unfinished >= most)
        {
            return Outcome.Refused<JobStatus>(RefusalCodes.Quota, "jobs", $"at most {most}", $"You have {State.Unfinished} of {most} unfinished jobs. Wait for one, or cancel it.");
        }

        // Listed first: a job that nobody lists would never be forgotten.
        var id = Guid.NewGuid().ToString("N");
        await Save(State.With(new ListedJob(id, kind, null)));
        var outcome = await Job(id).Begin(kind, input);
        if (!outcome.Accepted)
        {
            await Save(State.Without(id));
        }

        return outcome;
    }

    public async Task<ImmutableArray<JobStatus>> List(string kind)
    {
        var found = await Task.WhenAll(State.Jobs.Where(job => job.Kind == kind).Select(job => Job(job.Id).Get()));
        return [.. found.OfType<JobStatus>().OrderByDescending(job => job.CreatedAt).ThenBy(job => job.Id, StringComparer.Ordinal)];
    }

    public async Task<bool> Delete(string jobId)
    {
        if (!State.Jobs.Any(job => job.Id == jobId))
        {
            return false;
        }

        await Job(jobId).Forget();
        await Save(State.Without(jobId));
        return true;
    }

    public async Task Erase()
    {
        foreach (var job in State.Jobs)
        {
            await Job(job.Id).Forget();
        }

        await storage.Erase(DeactivateOnIdle);
    }

    public Task EnsureRunning() => State.Jobs.IsEmpty ? Task.CompletedTask : Refresh();

    /// <summary>Asks the unfinished jobs, which takes them up where a node left them, and forgets old ones.</summary>
    private async Task Refresh()
    {
        var next = State;
        foreach (var job in State.Jobs.Where(job => job.FinishedAt is null))
        {
            var status = await Job(job.Id).Get();
            next = status is null ? next.Without(job.Id) : status.FinishedAt is { } at ? next.Finished(job.Id, at) : next;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var old in next.Old(now - (long)DurationAttribute.Parse(options.Value.Expiry).TotalMilliseconds, options.Value.Kept))
        {
            await Job(old.Id).Forget();
            next = next.Without(old.Id);
        }

        if (next != State)
        {
            await Save(next);
        }
    }

    private IJobGrain Job(string id) => GrainFactory.GetGrain<IJobGrain>(new TenantKey(this.GetPrimaryKeyString(), id).ToString());

    private async Task Save(JobListState next)
    {
        var previous = storage.State;
        storage.State = next;
        try
        {
            await storage.WriteStateAsync(CancellationToken.None);
        }
        catch
        {
            storage.State = previous;
            DeactivateOnIdle();
            throw;
        }
    }
}
