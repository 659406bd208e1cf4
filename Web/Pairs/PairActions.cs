using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Pairs;

/// <summary>What a user does to pairs from any page: says what happened, and tells the lists.</summary>
public sealed partial class PairActions(TenantGrains grains, ToastList toasts, PairListChanges changes, ILogger<PairActions> logger)
{
    /// <summary>The pairs a newcomer starts with.</summary>
    private static readonly (string Y, string X)[] Examples = [("ETHUSDT", "BTCUSDT"), ("SOLUSDT", "ETHUSDT"), ("BNBUSDT", "BTCUSDT")];

    /// <summary>Adds three pairs of one-second bars on the active venue.</summary>
    public Task AddExamples() => Try(async user =>
    {
        var venue = await user.ActiveVenue.Get();
        foreach (var (y, x) in Examples)
        {
            var settings = new PairSettings
            {
                Y = new SymbolKey(venue, y),
                X = new SymbolKey(venue, x),
                Interval = Interval.OneSecond,
                Window = 240,
                ZWindow = 60,
            };
            if (!Tell(await user.Workspace.AddPair(settings)))
            {
                break;
            }
        }
    });

    /// <summary>Starts or stops the updates of a pair.</summary>
    public Task SetEnabled(PairDefinition pair, bool enabled) => Try(async user =>
        Tell(await user.Workspace.UpdatePair(pair.Id, pair.Settings with { Enabled = enabled }, pair.Version)));

    /// <summary>Deletes a pair and offers to bring it back.</summary>
    public Task Delete(PairDefinition pair) => Try(async user =>
    {
        var outcome = await user.Workspace.DeletePair(pair.Id, force: false);
        if (Tell(outcome))
        {
            toasts.Show(new Toast(PairTexts.Deleted(pair.DisplayName), ActionText: PairTexts.Undo, Action: () => Restore(outcome.Value!)));
        }
    });

    private Task Restore(PairDefinition pair) => Try(async user =>
    {
        if (Tell(await user.Workspace.RestorePair(pair.Id)))
        {
            toasts.Show(new Toast(PairTexts.Restored(pair.DisplayName)));
        }
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
            toasts.Show(new Toast(PairTexts.SaveFailed, "down"));
        }

        await changes.Tell();
    }

    private bool Tell(Outcome<PairDefinition> outcome)
    {
        if (!outcome.Accepted)
        {
            toasts.Show(new Toast(string.Join(' ', outcome.Refusals.Select(refusal => refusal.Message)), "down"));
        }

        return outcome.Accepted;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A change of a pair could not be made.")]
    private partial void LogFailed(Exception exception);
}
