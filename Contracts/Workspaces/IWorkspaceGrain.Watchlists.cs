using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace QuantPlatform.Contracts.Workspaces;

public partial interface IWorkspaceGrain
{
    /// <summary>Every watchlist in the user's order.</summary>
    [AlwaysInterleave, Alias("GetWatchlists")]
    Task<ImmutableArray<WatchlistDefinition>> GetWatchlists();

    /// <summary>One watchlist, or null.</summary>
    [AlwaysInterleave, Alias("GetWatchlist")]
    Task<WatchlistDefinition?> GetWatchlist(string watchlistId);

    /// <summary>Adds a watchlist; refused by a rule, an unknown symbol or pair, or a quota (of watchlists or of tracked symbols).</summary>
    [Alias("AddWatchlist")]
    Task<Outcome<WatchlistDefinition>> AddWatchlist(WatchlistSettings settings);

    /// <summary>Replaces a watchlist's name and members.</summary>
    /// <param name="ifVersion">The version the change was based on; another one is refused as <c>stale</c>. Null: whatever it is.</param>
    [Alias("UpdateWatchlist")]
    Task<Outcome<WatchlistDefinition>> UpdateWatchlist(string watchlistId, WatchlistSettings settings, long? ifVersion);

    /// <summary>Deletes a watchlist.</summary>
    /// <param name="force">Deletes the rules that use it, too; otherwise they stand in the way (<c>conflict</c>, one refusal each).</param>
    [Alias("DeleteWatchlist")]
    Task<Outcome<WatchlistDefinition>> DeleteWatchlist(string watchlistId, bool force);

    /// <summary>Puts the watchlists in another order; every id once.</summary>
    [Alias("OrderWatchlists")]
    Task<Outcome<ImmutableArray<WatchlistDefinition>>> OrderWatchlists(ImmutableArray<string> watchlistIds);
}
