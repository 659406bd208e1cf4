using Microsoft.Extensions.Logging;
using Orleans;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Workspaces;

/// <content>Waking the inbox: deliveries go on after a restart although nobody signs in.</content>
internal sealed partial class WorkspaceGrain
{
    /// <summary>An inbox that owes something stays awake by itself; this is for one that was lost with its node.</summary>
    private static readonly TimeSpan InboxPeriod = TimeSpan.FromMinutes(15);

    private long? inboxWoken;

    private async Task EnsureDelivering()
    {
        if (inboxWoken is { } last && time.GetElapsedTime(last) < InboxPeriod)
        {
            return;
        }

        try
        {
            await GrainFactory.GetGrain<IContactPointsGrain>(this.GetPrimaryKeyString()).EnsureDelivering();
            inboxWoken = time.GetTimestamp();
        }
        catch (Exception exception)
        {
            LogInboxFailed(exception, this.GetPrimaryKeyString());
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The inbox of {User} was not woken; tried again with its workspace.")]
    private partial void LogInboxFailed(Exception exception, string user);
}
