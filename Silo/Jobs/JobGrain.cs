using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Silo.Jobs;

/// <summary>One job: stores what it is and how it ended, and follows its run on this node's <see cref="JobQueue"/> in between.</summary>
[GrainType("job")]
internal sealed class JobGrain(
    [PersistentState("job", SiloFeatures.GrainStorage)] IPersistentState<JobStoredState> storage, JobQueue queue, JobFiles files, TimeProvider time) : Grain, IJobGrain
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private TenantKey key;
    private JobRun? run;
    private IGrainTimer? timer;

    private JobStoredState State => storage.State;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        key = TenantKey.Parse(this.GetPrimaryKeyString());
        if (State.Kind is { } kind && !State.IsFinished)
        {
            await Save(State.Interrupted(queue.Find(kind)?.IsRepeatable, Now()));
            Queue();
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // Nobody would hear of its end: the next activation takes it up again.
        run?.Cancel();
        return Task.CompletedTask;
    }

    public async Task<Outcome<JobStatus>> Begin(string kind, string input)
    {
        if (State.Kind is not null)
        {
            return Outcome.Of(Status());
        }

        if (queue.Find(kind) is null)
        {
            return Outcome.Refused<JobStatus>(RefusalCodes.Invalid, "kind", "a known kind", $"There are no jobs of the kind '{kind}'.");
        }

        await Save(new JobStoredState { Kind = kind, Input = input, CreatedAt = Now(), Attempts = 1 });
        if (Queue())
        {
            return Outcome.Of(Status());
        }

        await Clear();
        return Outcome.Refused<JobStatus>(RefusalCodes.Busy, null, "a bounded queue", "Too many jobs are waiting on this node. Try again in a few seconds.");
    }

    public async Task<JobStatus?> Get()
    {
        await Follow();
        return State.Kind is null ? null : Status();
    }

    public async Task<JobStatus?> Cancel()
    {
        await Follow();
        if (State.Kind is not null && !State.IsFinished)
        {
            run?.Cancel();
            await Save(State.Ended(new JobEnd(JobState.Cancelled, null, null), Now()));
            Stop();
        }

        return State.Kind is null ? null : Status();
    }

    public async Task Forget()
    {
        await Cancel();
        if (State.Kind is not null)
        {
            files.Delete(key.UserId, key.Id!);
            await Clear();
        }

        DeactivateOnIdle();
    }

    /// <returns>False when the queue is full; the timer tries again for a job that was queued before.</returns>
    private bool Queue()
    {
        if (State.IsFinished)
        {
            return true;
        }

        timer ??= this.RegisterGrainTimer(_ => Follow(), new GrainTimerCreationOptions(Period, Period) { KeepAlive = true });
        var next = new JobRun(queue.Find(State.Kind!)!, key.UserId, key.Id!, State.Input);
        if (!queue.TryAdd(next))
        {
            return false;
        }

        run = next;
        return true;
    }

    /// <summary>Stores what the run has come to.</summary>
    private async Task Follow()
    {
        if (State.Kind is null || State.IsFinished)
        {
            Stop();
            return;
        }

        if (run is null)
        {
            Queue();
        }
        else if (run.End is { } end)
        {
            await Save(State.Ended(end, Now()));
            Stop();
        }
        else if (run.IsStarted && State.State == JobState.Queued)
        {
            await Save(State with { State = JobState.Running });
        }
    }

    private void Stop()
    {
        timer?.Dispose();
        timer = null;
        run = null;
    }

    private async Task Clear()
    {
        Stop();
        await storage.ClearStateAsync(CancellationToken.None);
        storage.State = new JobStoredState();
    }

    private JobStatus Status() => State.Status(key.Id!, run);

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task Save(JobStoredState next)
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
