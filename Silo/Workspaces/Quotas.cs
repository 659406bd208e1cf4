using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>The refusal of a full quota, and what counts against those that the workspace itself counts.</summary>
internal static class Quotas
{
    private static readonly ImmutableArray<(string Name, Func<WorkspaceState, long> Used)> Counted =
    [
        (QuotaNames.Pairs, state => state.Pairs.Length),
        (QuotaNames.Rules, state => state.Rules.Length),
        (QuotaNames.Watchlists, state => state.Watchlists.Length),
        (QuotaNames.Dashboards, state => state.Dashboards.Length),
        (QuotaNames.TrackedSymbols, state => state.Collected().Count),
    ];

    /// <summary>Used and allowed counts by name.</summary>
    public static ImmutableDictionary<string, QuotaUse> Use(WorkspaceState state, QuotaOptions defaults) =>
        Counted.ToImmutableDictionary(quota => quota.Name, quota => new QuotaUse(quota.Used(state), state.Limit(quota.Name, defaults)), StringComparer.Ordinal);

    /// <summary>The refusal of one more, naming the quota.</summary>
    public static Refusal Exceeded(string quota, long used, long limit) => new(
        RefusalCodes.Quota, quota, $"at most {limit}", $"Your quota '{quota}' is {limit}, and {used} are in use. Delete something first, or ask an admin for more.");
}
