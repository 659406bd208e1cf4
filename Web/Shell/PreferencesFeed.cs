using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Shell;

/// <summary>The user's preferences, wherever they are changed: in this tab, in another browser, over the API. Read again every few seconds while a page is open.</summary>
internal sealed partial class PreferencesFeed(TenantGrains grains, PagePace pace, ILogger logger) : IAsyncDisposable
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource stop = new();
    private Task following = Task.CompletedTask;

    /// <summary>Follows the preferences.</summary>
    /// <param name="apply">Takes what is stored, once for each version, on any thread; false: not now, so it is offered again. Preferences that were never stored are not offered.</param>
    public void Start(Func<PreferenceSettings, Task<bool>> apply) => following = Follow(apply);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await following;
        stop.Dispose();
    }

    private async Task Follow(Func<PreferenceSettings, Task<bool>> apply)
    {
        var (applied, failed) = (0L, false);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var stored = await grains.Call(user => user.Workspace.GetPreferences());
                if (stored.Version != applied && await apply(stored.Settings))
                {
                    applied = stored.Version;
                }

                failed = false;
            }
            catch (NotSignedInException)
            {
                return;
            }
            catch (Exception exception)
            {
                if (!failed && !stop.IsCancellationRequested)
                {
                    LogFailed(exception);
                }

                failed = true;
            }

            await Task.Delay(Period, pace.Time, stop.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The preferences of a user could not be read or shown.")]
    private partial void LogFailed(Exception exception);
}
