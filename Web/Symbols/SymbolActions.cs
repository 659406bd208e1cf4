using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Symbols;

/// <summary>What a user does to symbols from any page: says what happened.</summary>
public sealed partial class SymbolActions(TenantGrains grains, ToastList toasts, ILogger<SymbolActions> logger)
{
    /// <summary>Starts tracking; refusals (the quota) are shown.</summary>
    /// <returns>True when it is tracked now.</returns>
    public async Task<bool> Track(SymbolKey symbol)
    {
        var tracked = false;
        await Try(async user =>
        {
            var outcome = await user.Workspace.Track(symbol);
            tracked = outcome.Accepted;
            toasts.Show(tracked
                ? new Toast(SymbolTexts.NowTracked(symbol.Symbol))
                : new Toast(string.Join(' ', outcome.Refusals.Select(refusal => refusal.Message)), "down"));
        });
        return tracked;
    }

    /// <summary>Stops tracking and offers to start again.</summary>
    public Task Untrack(SymbolKey symbol, Func<Task> changed) => Try(async user =>
    {
        await user.Workspace.Untrack(symbol);
        toasts.Show(new Toast(SymbolTexts.NotTracked(symbol.Symbol), ActionText: Pairs.PairTexts.Undo, Action: async () =>
        {
            await Track(symbol);
            await changed();
        }));
    });

    private async Task Try(Func<UserGrains, Task> action)
    {
        try
        {
            await grains.Call(action);
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(exception);
            toasts.Show(new Toast(SymbolTexts.Failed, "down"));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Tracking of a symbol could not be changed.")]
    private partial void LogFailed(Exception exception);
}
