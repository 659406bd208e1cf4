using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Alerts;

/// <summary>The user's inbox under a filter: read again whenever an alert is new or changed.</summary>
internal sealed partial class AlertsFeed(TenantGrains grains, ILiveFeed live, PagePace pace, ILogger logger, Action changed, int limit = AlertsFeed.PageSize) : IAsyncDisposable
{
    /// <summary>Most alerts shown at once.</summary>
    public const int PageSize = 200;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stop = new();
    private Coalescer? reload;
    private Task listening = Task.CompletedTask;

    public AlertQuery Query { get; private set; } = new(null, null, null, null, null, null, null, null, limit);

    public IReadOnlyList<AlertRecord> Alerts { get; private set; } = [];

    public AlertSummary? Summary { get; private set; }

    public IReadOnlyList<RuleDefinition> Rules { get; private set; } = [];

    public IReadOnlyList<Silence> Silences { get; private set; } = [];

    public bool HasMore { get; private set; }

    public bool Loaded { get; private set; }

    public bool Failed { get; private set; }

    public Task Start()
    {
        reload = new Coalescer(() => _ = Load(), pace);
        listening = Listen();
        return Load();
    }

    public Task Filter(Func<AlertQuery, AlertQuery> change)
    {
        Query = change(Query);
        return Load();
    }

    public Task ShowMore() => Filter(query => query with { Limit = query.Limit + PageSize });

    public async Task Load()
    {
        try
        {
            await grains.Call(async user =>
            {
                var page = await user.Inbox.List(Query);
                (Alerts, HasMore) = (page.Records, page.NextBefore is not null);
                Summary = await user.Inbox.GetSummary();
                Silences = await user.Inbox.GetSilences();
                Rules = await user.Workspace.GetRules();
            });
            (Loaded, Failed) = (true, false);
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            Failed = true;
            LogFailed(exception);
        }

        if (!stop.IsCancellationRequested)
        {
            changed();
        }
    }

    /// <summary>What the inbox still has of a rule on a target, newest first.</summary>
    public Task<AlertPage> HistoryOf(AlertRecord alert) => grains.Call(user => user.Inbox.List(
        new AlertQuery(null, null, alert.Transition.RuleId, null, null, null, alert.Transition.Target.ToString(), null, 50)));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        reload?.Dispose();
        await listening;
        stop.Dispose();
    }

    private async Task Listen()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var subscription = await live.SubscribeAlerts(stop.Token);
                await foreach (var _ in subscription.Updates.ReadAllAsync(stop.Token))
                {
                    reload!.Signal();
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(exception);
            }

            await Task.Delay(RetryAfter, pace.Time, stop.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Alerts could not be read.")]
    private partial void LogFailed(Exception exception);
}
