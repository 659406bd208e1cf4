using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Workspaces;

/// <summary>
/// One user's definitions (pairs, watchlists, dashboards; a part of this interface each), preferences, tracked symbols and quotas: their
/// only writer. Key: <c>{userId}</c>.
/// </summary>
/// <remarks>Reads interleave, because grains ask for their definition while their workspace waits for them; they answer what is stored.</remarks>
[TenantKey, Alias("IWorkspaceGrain")]
public partial interface IWorkspaceGrain : IGrainWithStringKey
{
    /// <summary>Symbols the user tracks without a pair or watchlist.</summary>
    [AlwaysInterleave, Alias("GetTracked")]
    Task<ImmutableArray<SymbolKey>> GetTracked();

    /// <summary>Every symbol that is collected for the user: tracked, on a watchlist, or a leg of a pair.</summary>
    [AlwaysInterleave, Alias("GetSymbols")]
    Task<ImmutableArray<SymbolKey>> GetSymbols();

    /// <summary>Tracks a symbol; refused for an unknown one or by the quota. Tracking it twice changes nothing.</summary>
    [Alias("Track")]
    Task<Outcome<SymbolKey>> Track(SymbolKey symbol);

    /// <summary>Stops tracking; false when it was not tracked.</summary>
    [Alias("Untrack")]
    Task<bool> Untrack(SymbolKey symbol);

    /// <summary>Preferences; the defaults with version 0 when none were stored.</summary>
    [AlwaysInterleave, Alias("GetPreferences")]
    Task<Preferences> GetPreferences();

    /// <summary>Replaces the preferences.</summary>
    /// <param name="ifVersion">The version the change was based on; another one is refused as <c>stale</c>. Null: whatever it is.</param>
    [Alias("SetPreferences")]
    Task<Outcome<Preferences>> SetPreferences(PreferenceSettings settings, long? ifVersion);

    /// <summary>Used and allowed counts by name (<see cref="QuotaNames"/>), of everything that this grain counts.</summary>
    [AlwaysInterleave, Alias("GetQuotas")]
    Task<ImmutableDictionary<string, QuotaUse>> GetQuotas();

    /// <summary>What the user may have of a quota that another grain counts.</summary>
    [AlwaysInterleave, Alias("GetLimit")]
    Task<long> GetLimit(string quota);

    /// <summary>Sets limits for this user alone; null goes back to the node's default. Refused for a name that is not in <see cref="QuotaNames"/>.</summary>
    [SystemOnly, Alias("SetLimits")]
    Task<Outcome<ImmutableDictionary<string, QuotaUse>>> SetLimits(ImmutableDictionary<string, long?> limits);

    /// <summary>Makes every enabled pair live and repeats the wishes for symbols. Called by the waking service at start and every 60 s.</summary>
    [SystemOnly, Alias("EnsureRunning")]
    Task EnsureRunning();
}

/// <summary>How much of a quota is used.</summary>
[GenerateSerializer, Immutable, Alias("QuotaUse")]
public sealed record QuotaUse([property: Id(0)] long Used, [property: Id(1)] long Limit);
