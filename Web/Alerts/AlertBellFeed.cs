using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Alerts;

/// <summary>How many alerts wait, and each new one that is to be told. What was silenced, snoozed or late only counts.</summary>
internal sealed class AlertBellFeed(TenantGrains grains, ILiveFeed live, PagePace pace) : IAsyncDisposable
{
    private const string DemoReason = "demo";
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stop = new();
    private Coalescer? changes;
    private Task reading = Task.CompletedTask;

    /// <summary>Null until it is known.</summary>
    public int? Unacknowledged { get; private set; }

    /// <summary>Starts reading; both are called on any thread.</summary>
    public void Start(Action changed, Action<AlertRecord> arrived)
    {
        changes = new Coalescer(changed, pace);
        reading = Read(arrived);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        changes?.Dispose();
        await reading;
        stop.Dispose();
    }

    private async Task Read(Action<AlertRecord> arrived)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var subscription = await live.SubscribeAlerts(stop.Token);
                Count((await grains.Call(user => user.Inbox.GetSummary())).Unacknowledged);
                await foreach (var update in subscription.Updates.ReadAllAsync(stop.Token))
                {
                    Count(update.Summary.Unacknowledged);
                    if (update is { IsNew: true, Alert: { } alert } && (alert.Notified || alert.NotNotified == DemoReason))
                    {
                        arrived(alert);
                    }
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // The badge keeps its last number and goes on trying.
            }

            await Task.Delay(RetryAfter, pace.Time, stop.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private void Count(int unacknowledged)
    {
        Unacknowledged = unacknowledged;
        changes!.Signal();
    }
}
