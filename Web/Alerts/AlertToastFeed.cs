using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Alerts;

/// <summary>The in-app contact point: shows each new alert as a toast, once on every open page. What an alert's rule sends elsewhere only, or what nothing is delivered of, shows nothing.</summary>
internal sealed partial class AlertToastFeed(ILiveFeed live, ToastList toasts, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stop = new();
    private Task reading = Task.CompletedTask;

    /// <summary>Starts reading.</summary>
    public void Start() => reading = Read();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await reading;
        stop.Dispose();
    }

    /// <summary>Whether the in-app contact point is one of the rule's; a rule that names none means it.</summary>
    public static bool IsForPages(AlertUpdate update) =>
        update is { IsNew: true, Alert: { Notified: true, Transition.ContactPoints: var points } } && (points.IsDefaultOrEmpty || points.Contains(ContactPoint.InAppId));

    private async Task Read()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var subscription = await live.SubscribeAlerts(stop.Token);
                await foreach (var update in subscription.Updates.ReadAllAsync(stop.Token))
                {
                    if (IsForPages(update))
                    {
                        var alert = update.Alert!.Transition;
                        toasts.Show(new Toast(AlertToastTexts.Of(alert), alert.Severity == AlertSeverity.Critical && alert.State != AlertState.Resolved ? "down" : "info"));
                    }
                }
            }
            catch (Exception exception) when (stop.IsCancellationRequested || exception is NotSignedInException)
            {
                return;
            }
            catch (Exception exception)
            {
                // The inbox itself loses nothing.
                LogFailed(exception);
            }

            await Task.Delay(RetryAfter, time, stop.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "New alerts cannot be shown on a page; tried again in 5 s.")]
    private partial void LogFailed(Exception exception);
}
