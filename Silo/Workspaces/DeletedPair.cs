using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Pairs;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>A deleted pair with the places it had, so that it can come back to them.</summary>
/// <param name="Index">Its place among the pairs.</param>
/// <param name="Watchlists">Its places on watchlists.</param>
[GenerateSerializer, Immutable, Alias("DeletedPair")]
internal sealed record DeletedPair(
    [property: Id(0)] PairDefinition Pair,
    [property: Id(1)] int Index,
    [property: Id(2)] ImmutableArray<WatchlistPlace> Watchlists)
{
    /// <summary>How many are kept.</summary>
    public const int Kept = 20;

    /// <summary>Deletes a pair, takes it off the watchlists and remembers where it was. The pair exists.</summary>
    public static WorkspaceState Delete(WorkspaceState state, PairDefinition pair)
    {
        var places = state.Watchlists
            .Select(list => new WatchlistPlace(list.Id, list.Settings.Pairs.IndexOf(pair.Id)))
            .Where(place => place.Index >= 0)
            .ToImmutableArray();
        var deleted = new DeletedPair(pair, state.Pairs.IndexOf(pair), places);
        var next = state with { Pairs = state.Pairs.Remove(pair), DeletedPairs = [.. state.DeletedPairs.Add(deleted).TakeLast(Kept)] };
        return places.Aggregate(next, (now, place) => ChangeList(now, place.WatchlistId, pairs => pairs.Remove(pair.Id)));
    }

    /// <summary>Brings the last deleted pair of that id back to its places, as far as they still exist.</summary>
    public static Outcome<WorkspaceState> Restore(WorkspaceState state, string pairId, long quota)
    {
        if (state.DeletedPairs.LastOrDefault(deleted => deleted.Pair.Id == pairId) is not { } found)
        {
            return Outcome.Refused<WorkspaceState>(RefusalCodes.NotFound, "id", "deleted lately", $"Only your last {Kept} deleted pairs can be restored.");
        }

        var restored = DefinitionKinds.Pairs.Add(
            state with { DeletedPairs = state.DeletedPairs.RemoveAll(deleted => deleted.Pair.Id == pairId) },
            found.Pair with { Version = found.Pair.Version + 1 }, quota, found.Index);
        return restored.Accepted
            ? Outcome.Of(found.Watchlists.Aggregate(restored.Value!, (now, place) => ChangeList(now, place.WatchlistId, pairs =>
                pairs.Contains(pairId) || pairs.Length >= Contracts.Workspaces.WatchlistSettings.MaxMembers ? pairs : pairs.Insert(Math.Min(place.Index, pairs.Length), pairId))))
            : restored;
    }

    private static WorkspaceState ChangeList(WorkspaceState state, string watchlistId, Func<ImmutableArray<string>, ImmutableArray<string>> change) =>
        DefinitionKinds.Watchlists.Find(state, watchlistId) is { } list
            ? DefinitionKinds.Watchlists.Replace(state, list, list.Settings with { Pairs = change(list.Settings.Pairs) })
            : state;
}

/// <summary>A place on a watchlist.</summary>
[GenerateSerializer, Immutable, Alias("WatchlistPlace")]
internal sealed record WatchlistPlace([property: Id(0)] string WatchlistId, [property: Id(1)] int Index);
