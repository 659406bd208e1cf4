using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Silo.Jobs;

/// <summary>The node's background queue: a few jobs at a time, a bounded number waiting, each with a time limit.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is a queue.")]
internal sealed partial class JobQueue(
    IEnumerable<IJobKind> kinds, IGrainFactory grains, IOptions<JobOptions> options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<JobQueue> logger) : IDisposable
{
    private const int MaxResult = 1024 * 1024;

    private readonly Dictionary<string, IJobKind> kinds = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);
    private readonly SemaphoreSlim slots = new(options.Value.AtOnce);
    private int present;

    /// <summary>Jobs that run.</summary>
    public int Running => options.Value.AtOnce - slots.CurrentCount;

    /// <summary>Jobs that wait.</summary>
    public int Waiting => Math.Max(0, Volatile.Read(ref present) - Running);

    /// <summary>How many may wait.</summary>
    public int MaxWaiting => options.Value.Waiting;

    /// <summary>The kind of that name; null when this release has none.</summary>
    public IJobKind? Find(string kind) => kinds.GetValueOrDefault(kind);

    /// <summary>Queues a run; false when too many wait.</summary>
    public bool TryAdd(JobRun run)
    {
        if (Interlocked.Increment(ref present) > options.Value.AtOnce + options.Value.Waiting)
        {
            Interlocked.Decrement(ref present);
            return false;
        }

        // The work must not inherit the principal or the turn of whoever queued it.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(() => Work(run), CancellationToken.None);
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => slots.Dispose();

    private async Task Work(JobRun run)
    {
        using var limit = new CancellationTokenSource(DurationAttribute.Parse(options.Value.TimeLimit), time);
        var entered = false;
        try
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(run.Stopping, lifetime.ApplicationStopping);
            await slots.WaitAsync(waiting.Token);
            entered = true;
            limit.CancelAfter(DurationAttribute.Parse(options.Value.TimeLimit));
            run.Start();
            CallPrincipal.User(run.UserId).Enter();
            using var any = CancellationTokenSource.CreateLinkedTokenSource(waiting.Token, limit.Token);
            run.Finish(EndOf(await run.Kind.Run(run.Input, new JobContext(run.UserId, run.JobId, grains, run.Report, any.Token))));
        }
        catch (OperationCanceledException) when (run.IsCancelled)
        {
            run.Finish(new JobEnd(JobState.Cancelled, null, null));
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Not finished: the next node takes it up.
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            run.Finish(Failed("time_limit", $"at most {options.Value.TimeLimit}", $"It ran longer than {options.Value.TimeLimit} and was stopped."));
        }
        catch (Exception exception)
        {
            LogFailed(exception, run.Kind.Name, run.JobId, run.UserId);
            run.Finish(Failed("internal", "no fault", "Something failed here. It was logged."));
        }
        finally
        {
            Interlocked.Decrement(ref present);
            if (entered)
            {
                slots.Release();
            }
        }
    }

    private static JobEnd EndOf(Outcome<string> outcome) =>
        !outcome.Accepted ? new JobEnd(JobState.Failed, outcome.Refusals[0], null)
        : outcome.Value!.Length > MaxResult ? Failed("too_large", $"at most {MaxResult} characters", "The result is too large. Ask for a shorter range.")
        : new JobEnd(JobState.Done, null, outcome.Value);

    private static JobEnd Failed(string code, string rule, string message) => new(JobState.Failed, new Refusal(code, null, rule, message), null);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Kind} {Job} of {User} failed.")]
    private partial void LogFailed(Exception exception, string kind, string job, string user);
}
