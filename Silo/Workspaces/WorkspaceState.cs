using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>One user's definitions. Every change is a pure function that validates and returns the next state; those that all kinds share are <see cref="DefinitionKind{T, TSettings}"/>'s.</summary>
/// <remarks>A member that a workspace stored by an earlier version lacks is read as absent, whatever its initial value: each says what that means.</remarks>
[GenerateSerializer, Alias("WorkspaceState")]
internal sealed record WorkspaceState
{
    [Id(0)] public ImmutableArray<PairDefinition> Pairs { get => field.IsDefault ? [] : field; init; } = [];

    [Id(1)] public ImmutableArray<SymbolKey> Tracked { get => field.IsDefault ? [] : field; init; } = [];

    [Id(2)] public ImmutableArray<WatchlistDefinition> Watchlists { get => field.IsDefault ? [] : field; init; } = [];

    [Id(3)] public ImmutableArray<DashboardDefinition> Dashboards { get => field.IsDefault ? [] : field; init; } = [];

    [Id(4)] public Preferences Preferences { get => field ?? new Preferences(0, new PreferenceSettings()); init; }

    /// <summary>Limits that an admin gave this user, by quota; the others are the node's defaults.</summary>
    [Id(5)] public ImmutableDictionary<string, long> Limits { get => field ?? ImmutableDictionary<string, long>.Empty; init; }

    /// <summary>The last deleted pairs, newest last.</summary>
    [Id(6)] public ImmutableArray<DeletedPair> DeletedPairs { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Rises with each stored change of any part.</summary>
    [Id(7)] public long Revision { get; init; }

    [Id(8)] public ImmutableArray<RuleDefinition> Rules { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The last deleted rules, newest last.</summary>
    [Id(9)] public ImmutableArray<RuleDefinition> DeletedRules { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>What the user may have of a quota.</summary>
    public long Limit(string quota, QuotaOptions defaults) => Limits.TryGetValue(quota, out var limit) ? limit : defaults.Of(quota) ?? 0;

    /// <summary>Symbols that are collected although no pair needs them: tracked, or on a watchlist.</summary>
    public IReadOnlySet<SymbolKey> Collected() => Tracked.Concat(Watchlists.SelectMany(list => list.Settings.Symbols)).ToHashSet();

    public Outcome<WorkspaceState> WithTracked(SymbolKey symbol, long quota) =>
        Tracked.Contains(symbol) ? Outcome.Of(this) : (this with { Tracked = Tracked.Add(symbol) }).WithinSymbols(quota, this);

    public WorkspaceState WithoutTracked(SymbolKey symbol) => this with { Tracked = Tracked.Remove(symbol) };

    /// <summary>This state, unless it collects more symbols than allowed and more than before.</summary>
    public Outcome<WorkspaceState> WithinSymbols(long quota, WorkspaceState before) =>
        Collected().Count is var count && count > quota && count > before.Collected().Count
            ? Outcome.Refused<WorkspaceState>(Quotas.Exceeded(QuotaNames.TrackedSymbols, before.Collected().Count, quota))
            : Outcome.Of(this);

    public Outcome<WorkspaceState> WithPreferences(PreferenceSettings settings, long? ifVersion)
    {
        if (PreferenceRules.Check(settings) is { Count: > 0 } refusals)
        {
            return Outcome.Refused<WorkspaceState>(refusals);
        }

        return ifVersion is { } version && version != Preferences.Version
            ? Outcome.Refused<WorkspaceState>(RefusalCodes.Stale, null, "If-Match names the current version", "The preferences were changed in between.")
            : Outcome.Of(this with { Preferences = new Preferences(Preferences.Version + 1, settings) });
    }

    /// <summary>Limits as an admin set them; null goes back to the default.</summary>
    public Outcome<WorkspaceState> WithLimits(ImmutableDictionary<string, long?> limits, QuotaOptions defaults)
    {
        var refusals = limits
            .Where(limit => defaults.Of(limit.Key) is null || limit.Value is < 0 || limit.Value > QuotaOptions.MaxOf(limit.Key))
            .Select(limit => defaults.Of(limit.Key) is null
                ? new Refusal(RefusalCodes.Invalid, $"quotas.{limit.Key}", "a known quota", $"There is no quota '{limit.Key}'.")
                : new Refusal(RefusalCodes.Invalid, $"quotas.{limit.Key}", $"0 to {QuotaOptions.MaxOf(limit.Key)}", $"The limit of '{limit.Key}' is out of range."))
            .ToList();
        return refusals.Count > 0
            ? Outcome.Refused<WorkspaceState>(refusals)
            : Outcome.Of(this with
            {
                Limits = Limits.RemoveRange(limits.Keys)
                    .AddRange(limits.Where(limit => limit.Value is not null).Select(limit => KeyValuePair.Create(limit.Key, limit.Value!.Value))),
            });
    }
}
