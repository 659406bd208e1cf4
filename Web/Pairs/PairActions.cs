using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;
using QuantPlatform.Web.Workspaces;

namespace QuantPlatform.Web.Pairs;

/// <summary>What a user does to pairs from any page: says what happened, and tells the lists.</summary>
public sealed class PairActions(TenantGrains grains, WorkspaceCalls calls, ToastList toasts, PairListChanges changes)
{
    /// <summary>The pairs a newcomer starts with.</summary>
    private static readonly (string Y, string X)[] Examples = [("ETHUSDT", "BTCUSDT"), ("SOLUSDT", "ETHUSDT"), ("BNBUSDT", "BTCUSDT")];

    /// <summary>Adds three pairs of one-second bars on the active venue.</summary>
    public async Task AddExamples()
    {
        var venue = await grains.Call(user => user.ActiveVenue.Get());
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
            if (!await calls.Do(user => user.Workspace.AddPair(settings)))
            {
                break;
            }
        }

        await changes.Tell();
    }

    /// <summary>Starts or stops the updates of a pair.</summary>
    public async Task SetEnabled(PairDefinition pair, bool enabled)
    {
        await calls.Do(user => user.Workspace.UpdatePair(pair.Id, pair.Settings with { Enabled = enabled }, pair.Version));
        await changes.Tell();
    }

    /// <summary>Deletes a pair and offers to bring it back. Rules that use it are named; deleting them too is a second decision.</summary>
    /// <returns>Whether it was deleted.</returns>
    public Task<bool> Delete(PairDefinition pair) => Delete(pair, force: false);

    private async Task<bool> Delete(PairDefinition pair, bool force)
    {
        var outcome = await calls.Try(user => user.Workspace.DeletePair(pair.Id, force));
        if (outcome is { Accepted: true })
        {
            toasts.Show(new Toast(PairTexts.Deleted(pair.DisplayName), ActionText: PairTexts.Undo, Action: () => Restore(pair)));
        }
        else if (outcome is { Refusals: var refusals } && !force && refusals.All(refusal => refusal.Code == RefusalCodes.Conflict))
        {
            toasts.Show(new Toast(string.Join(' ', refusals.Select(refusal => refusal.Message)), "down", WorkspaceTexts.ForceDelete, () => Delete(pair, force: true)));
        }
        else
        {
            calls.Tell(outcome);
        }

        await changes.Tell();
        return outcome is { Accepted: true };
    }

    private async Task Restore(PairDefinition pair)
    {
        if (await calls.Do(user => user.Workspace.RestorePair(pair.Id)))
        {
            toasts.Show(new Toast(PairTexts.Restored(pair.DisplayName)));
        }

        await changes.Tell();
    }
}
