using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Workspaces;

/// <summary>The definitions of one user's pairs and tracked symbols: their only writer. Key: <c>{userId}</c>.</summary>
[TenantKey, Alias("IWorkspaceGrain")]
public interface IWorkspaceGrain : IGrainWithStringKey
{
    /// <summary>Every pair in the user's order.</summary>
    [AlwaysInterleave, Alias("GetPairs")]
    Task<ImmutableArray<PairDefinition>> GetPairs();

    /// <summary>One pair, or null. Interleaves, because pair grains ask for their definition while their workspace waits for them.</summary>
    [AlwaysInterleave, Alias("GetPair")]
    Task<PairDefinition?> GetPair(string pairId);

    /// <summary>Adds a pair; refused by a rule of <see cref="PairSettings"/>, an unknown symbol, or the quota.</summary>
    [Alias("AddPair")]
    Task<Outcome<PairDefinition>> AddPair(PairSettings settings);

    /// <summary>Replaces a pair's settings.</summary>
    /// <param name="ifVersion">The version the change was based on; another one is refused as <c>stale</c>. Null: whatever it is.</param>
    [Alias("UpdatePair")]
    Task<Outcome<PairDefinition>> UpdatePair(string pairId, PairSettings settings, long? ifVersion);

    /// <summary>Deletes a pair; the answer is what was deleted, so that it can be restored.</summary>
    [Alias("DeletePair")]
    Task<Outcome<PairDefinition>> DeletePair(string pairId);

    /// <summary>Brings a deleted pair back under its own id (undo).</summary>
    [Alias("RestorePair")]
    Task<Outcome<PairDefinition>> RestorePair(PairDefinition definition);

    /// <summary>Symbols the user tracks without a pair.</summary>
    [Alias("GetTracked")]
    Task<ImmutableArray<SymbolKey>> GetTracked();

    /// <summary>Tracks a symbol; refused for an unknown one or by the quota. Tracking it twice changes nothing.</summary>
    [Alias("Track")]
    Task<Outcome<SymbolKey>> Track(SymbolKey symbol);

    /// <summary>Stops tracking; false when it was not tracked.</summary>
    [Alias("Untrack")]
    Task<bool> Untrack(SymbolKey symbol);

    /// <summary>Used and allowed counts by name: <c>pairs</c>, <c>trackedSymbols</c>.</summary>
    [Alias("GetQuotas")]
    Task<ImmutableDictionary<string, QuotaUse>> GetQuotas();

    /// <summary>Makes every enabled pair live and repeats the wishes for tracked symbols. Called by the waking service at start and every 60 s.</summary>
    [SystemOnly, Alias("EnsureRunning")]
    Task EnsureRunning();
}

/// <summary>How much of a quota is used.</summary>
[GenerateSerializer, Immutable, Alias("QuotaUse")]
public sealed record QuotaUse([property: Id(0)] int Used, [property: Id(1)] int Limit);
