using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Workspaces;

/// <summary>Changes that a page makes to the user's workspace: what stands in the way of one is shown, wherever it was asked for.</summary>
public sealed partial class WorkspaceCalls(TenantGrains grains, ToastList toasts, ILogger<WorkspaceCalls> logger)
{
    /// <summary>Makes a change.</summary>
    /// <returns>Its outcome; null when the server did not answer as it should, which was shown.</returns>
    public async Task<Outcome<T>?> Try<T>(Func<UserGrains, Task<Outcome<T>>> change)
    {
        try
        {
            return await grains.Call(change);
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(exception);
            toasts.Show(new Toast(WorkspaceTexts.SaveFailed, "down"));
            return null;
        }
    }

    /// <summary>Makes a change and shows refusals.</summary>
    /// <returns>Whether it was made.</returns>
    public async Task<bool> Do<T>(Func<UserGrains, Task<Outcome<T>>> change) => Tell(await Try(change));

    /// <summary>Shows the refusals of an outcome.</summary>
    /// <returns>Whether it was accepted.</returns>
    public bool Tell<T>(Outcome<T>? outcome)
    {
        if (outcome is { Accepted: false })
        {
            toasts.Show(new Toast(string.Join(' ', outcome.Refusals.Select(refusal => refusal.Message)), "down"));
        }

        return outcome is { Accepted: true };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A change of a workspace could not be made.")]
    private partial void LogFailed(Exception exception);
}
