using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Silo.Workspaces;

/// <content>Watchlists: their symbols are collected.</content>
internal sealed partial class WorkspaceGrain
{
    public Task<ImmutableArray<WatchlistDefinition>> GetWatchlists() => Task.FromResult(committed.Watchlists);

    public Task<WatchlistDefinition?> GetWatchlist(string watchlistId) => Task.FromResult(DefinitionKinds.Watchlists.Find(committed, watchlistId));

    public Task<Outcome<WatchlistDefinition>> AddWatchlist(WatchlistSettings settings) => Collecting(() => Insert(DefinitionKinds.Watchlists, settings));

    public async Task<Outcome<WatchlistDefinition>> UpdateWatchlist(string watchlistId, WatchlistSettings settings, long? ifVersion)
    {
        var changed = await Collecting(() => Change(DefinitionKinds.Watchlists, watchlistId, settings, ifVersion));
        await ReloadRules(storage.State.Rules, target => target.Watchlist == watchlistId);
        return changed;
    }

    public async Task<Outcome<WatchlistDefinition>> DeleteWatchlist(string watchlistId, bool force)
    {
        if (!force && RuleUses.OfWatchlist(storage.State, watchlistId) is { Count: > 0 } uses)
        {
            return Outcome.Refused<WatchlistDefinition>(uses);
        }

        var before = storage.State.Rules;

        var deleted = DefinitionKinds.Watchlists.Find(storage.State, watchlistId);
        var outcome = await Collecting(() => Commit(
            DefinitionKinds.Watchlists.Remove(RuleUses.WithoutThoseOfWatchlist(storage.State, watchlistId), watchlistId), _ => deleted!));
        await ReloadRules(before, _ => false);
        return outcome;
    }

    public Task<Outcome<ImmutableArray<WatchlistDefinition>>> OrderWatchlists(ImmutableArray<string> watchlistIds) => Order(DefinitionKinds.Watchlists, watchlistIds);
}
