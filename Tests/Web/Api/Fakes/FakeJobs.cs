using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Tests.Web.Api.Fakes;

/// <summary>A job that a test moves on by hand.</summary>
internal sealed class FakeJob : IJobGrain
{
    public JobStatus? Status { get; set; }

    public string? Input { get; private set; }

    public Task<Outcome<JobStatus>> Begin(string kind, string input)
    {
        Input = input;
        return Task.FromResult(Outcome.Of(Status!));
    }

    public Task<JobStatus?> Get() => Task.FromResult(Status);

    public Task<JobStatus?> Cancel()
    {
        Status = Status! with { State = JobState.Cancelled, FinishedAt = 2 };
        return Task.FromResult<JobStatus?>(Status);
    }

    public Task Forget()
    {
        Status = null;
        return Task.CompletedTask;
    }
}

/// <summary>A list of such jobs.</summary>
internal sealed class FakeJobList(FakeGrains grains, string userId) : IJobListGrain
{
    private readonly List<string> _ids = [];

    /// <summary>What the next start is refused with; null: it is not.</summary>
    public Refusal? Refusal { get; set; }

    public async Task<Outcome<JobStatus>> Start(string kind, string input)
    {
        if (Refusal is { } refusal)
        {
            return Outcome.Refused<JobStatus>([refusal]);
        }

        var id = Guid.NewGuid().ToString("N");
        _ids.Add(id);
        var job = Job(id);
        job.Status = new JobStatus(id, kind, JobState.Queued, 0, null, null, 1, null);
        return await job.Begin(kind, input);
    }

    public Task<ImmutableArray<JobStatus>> List(string kind) =>
        Task.FromResult(_ids.Select(id => Job(id).Status).OfType<JobStatus>().Where(job => job.Kind == kind).ToImmutableArray());

    public async Task<bool> Delete(string jobId)
    {
        await Job(jobId).Forget();
        return _ids.Remove(jobId);
    }

    public Task EnsureRunning() => Task.CompletedTask;

    public Task Erase() => Task.CompletedTask;

    private FakeJob Job(string id) => grains.Behind<FakeJob>(typeof(IJobGrain), new TenantKey(userId, id).ToString());
}
