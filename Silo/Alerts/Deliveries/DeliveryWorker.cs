using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>
/// Sends what outboxes hand over, away from every grain's turn, and reports each try to the outbox's owner. A job stays here until its owner has recorded the try, so that
/// this node never sends one twice; it is only memory, and whatever it loses the owner offers again.
/// </summary>
internal sealed partial class DeliveryWorker : IHostedService, IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstReportPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestReportPause = TimeSpan.FromSeconds(60);

    private readonly Dictionary<ContactPointKind, IDeliverySender> senders;
    private readonly IGrainFactory grains;
    private readonly AlertDeliveryMetrics metrics;
    private readonly AlertFaults faults;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Lock gate = new();
    private readonly DeliveryQueue queue;
    private readonly CancellationTokenSource stopped = new();
    private readonly HashSet<Task> running = [];
    private bool stopping;

    public DeliveryWorker(
        IEnumerable<IDeliverySender> senders, IGrainFactory grains, IOptions<DeliveryOptions> options, AlertDeliveryMetrics metrics, AlertFaults faults, TimeProvider time,
        ILogger<DeliveryWorker> logger)
    {
        this.senders = senders.ToDictionary(sender => sender.Kind);
        (this.grains, this.metrics, this.faults, this.time, this.logger) = (grains, metrics, faults, time, logger);
        queue = new DeliveryQueue(options.Value.DeliveriesAtOnce);
        metrics.Watch(() => Count(q => q.WaitingCount), () => Count(q => q.RunningCount));
    }

    /// <summary>Takes a delivery, or does nothing when it is here already. Never waits.</summary>
    /// <returns>False when there is no room now.</returns>
    public bool Offer(DeliveryJob job)
    {
        lock (gate)
        {
            if (stopping || !queue.Add(job))
            {
                return false;
            }

            StartWhatMay();
            return true;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Starts nothing more and lets what runs end and be recorded, for a moment.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task all;
        lock (gate)
        {
            stopping = true;
            all = Task.WhenAll(running);
        }

        await Task.WhenAny(all, Task.Delay(Grace, time, cancellationToken));
        await stopped.CancelAsync();
    }

    public void Dispose() => stopped.Dispose();

    private int Count(Func<DeliveryQueue, int> count)
    {
        lock (gate)
        {
            return count(queue);
        }
    }

    /// <summary>Under the lock.</summary>
    private void StartWhatMay()
    {
        while (!stopping && queue.Start() is { } job)
        {
            // Neither the principal nor the scheduler of whoever offered may travel along.
            using (ExecutionContext.SuppressFlow())
            {
                var run = Task.Run(() => Run(job));
                running.Add(run);
                _ = run.ContinueWith(Ended, job, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }

    private void Ended(Task run, object? job)
    {
        lock (gate)
        {
            running.Remove(run);
            queue.End((DeliveryJob)job!);
            StartWhatMay();
        }
    }

    private async Task Run(DeliveryJob job)
    {
        CallPrincipal.System.Enter();
        var (at, began) = (time.GetUtcNow().ToUnixTimeMilliseconds(), time.GetTimestamp());
        var result = await Try(job);
        if (result is null)
        {
            return;
        }

        if (result.Verdict == DeliveryVerdict.Delivered)
        {
            faults.Reach(AlertStep.Delivered);
        }

        var ms = time.GetElapsedTime(began).TotalMilliseconds;
        metrics.Tried(job.Delivery.Kind, result.Verdict, ms);
        LogTried(job.UserId, job.Delivery.Id, job.Delivery.ContactPointId, result.Verdict, result.Error, (int)ms);
        await Report(job, new DeliveryReport(job.Delivery.Id, result.Verdict, at, (int)ms, result.Status, result.Error));
    }

    /// <returns>Null when the node stops: nobody knows what came of it.</returns>
    private async Task<SendResult?> Try(DeliveryJob job)
    {
        if (!senders.TryGetValue(job.Delivery.Kind, out var sender) || sender.Unavailable is not null)
        {
            return SendResult.Failed(sender?.Unavailable ?? "this node cannot send this kind");
        }

        using var timeout = new CancellationTokenSource(sender.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopped.Token);
        try
        {
            return await sender.Send(job, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            return stopped.IsCancellationRequested ? null : SendResult.Failed($"no answer within {sender.Timeout.TotalSeconds:0} s");
        }
        catch (Exception exception)
        {
            LogFailed(exception, job.Delivery.Id);
            return SendResult.Failed("it could not be sent");
        }
    }

    /// <summary>Until it is recorded: what the outbox does not know, it would send again.</summary>
    private async Task Report(DeliveryJob job, DeliveryReport report)
    {
        for (var pause = FirstReportPause; !stopped.IsCancellationRequested; pause = pause * 2 < LongestReportPause ? pause * 2 : LongestReportPause)
        {
            try
            {
                await grains.GetGrain<IContactPointsGrain>(job.UserId).ReportDeliveries([report]);
                return;
            }
            catch (Exception exception)
            {
                metrics.Unrecorded();
                LogUnrecorded(exception, job.Delivery.Id, pause.TotalSeconds);
            }

            await Task.Delay(pause, time, stopped.Token).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Delivery {Delivery} of {User} to {ContactPoint}: {Verdict} {Error} in {Ms} ms.")]
    private partial void LogTried(string user, string delivery, string contactPoint, DeliveryVerdict verdict, string? error, int ms);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} failed in an unexpected way.")]
    private partial void LogFailed(Exception exception, string delivery);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The try of delivery {Delivery} could not be recorded; again in {Seconds} s.")]
    private partial void LogUnrecorded(Exception exception, string delivery, double seconds);
}
