using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using QuantPlatform.Contracts.Pairs;

namespace QuantPlatform.Contracts.Workspaces;

public partial interface IWorkspaceGrain
{
    /// <summary>Every pair in the user's order.</summary>
    [AlwaysInterleave, Alias("GetPairs")]
    Task<ImmutableArray<PairDefinition>> GetPairs();

    /// <summary>One pair, or null.</summary>
    [AlwaysInterleave, Alias("GetPair")]
    Task<PairDefinition?> GetPair(string pairId);

    /// <summary>Adds a pair; refused by a rule of <see cref="PairSettings"/>, an unknown symbol, or the quota.</summary>
    [Alias("AddPair")]
    Task<Outcome<PairDefinition>> AddPair(PairSettings settings);

    /// <summary>Replaces a pair's settings.</summary>
    /// <param name="ifVersion">The version the change was based on; another one is refused as <c>stale</c>. Null: whatever it is.</param>
    [Alias("UpdatePair")]
    Task<Outcome<PairDefinition>> UpdatePair(string pairId, PairSettings settings, long? ifVersion);

    /// <summary>Deletes a pair and takes it off the watchlists. The last deleted pairs can be restored.</summary>
    /// <param name="force">Deletes the rules that use it, too; otherwise they stand in the way (<c>conflict</c>, one refusal each).</param>
    [Alias("DeletePair")]
    Task<Outcome<PairDefinition>> DeletePair(string pairId, bool force);

    /// <summary>Brings a deleted pair back under its own id, at its place in the list and on the watchlists (undo).</summary>
    [Alias("RestorePair")]
    Task<Outcome<PairDefinition>> RestorePair(string pairId);

    /// <summary>Puts the pairs in another order; every id once.</summary>
    [Alias("OrderPairs")]
    Task<Outcome<ImmutableArray<PairDefinition>>> OrderPairs(ImmutableArray<string> pairIds);
}
