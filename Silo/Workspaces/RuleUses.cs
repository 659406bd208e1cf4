using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>The alert rules that use a pair or a watchlist: they stand in the way of its deletion, or go with it.</summary>
internal static class RuleUses
{
    private const int Kept = 20;

    /// <summary>One refusal (<c>conflict</c>, field <c>rules/{id}</c>) for each rule that watches the pair.</summary>
    public static IReadOnlyList<Refusal> OfPair(WorkspaceState state, string pairId) => Of(state, rule => rule.Settings.Target.Pair == pairId, "pair");

    /// <summary>One refusal for each rule that watches the watchlist.</summary>
    public static IReadOnlyList<Refusal> OfWatchlist(WorkspaceState state, string watchlistId) =>
        Of(state, rule => rule.Settings.Target.Watchlist == watchlistId, "watchlist");

    /// <summary>The state without the rules that watch the pair.</summary>
    public static WorkspaceState WithoutThoseOfPair(WorkspaceState state, string pairId) => Without(state, rule => rule.Settings.Target.Pair == pairId);

    /// <summary>The state without the rules that watch the watchlist.</summary>
    public static WorkspaceState WithoutThoseOfWatchlist(WorkspaceState state, string watchlistId) =>
        Without(state, rule => rule.Settings.Target.Watchlist == watchlistId);

    /// <summary>The state without some rules, which can be restored for a while.</summary>
    public static WorkspaceState Without(WorkspaceState state, Func<RuleDefinition, bool> match) => state.Rules.Any(match)
        ? state with { Rules = [.. state.Rules.Where(rule => !match(rule))], DeletedRules = [.. state.DeletedRules.Concat(state.Rules.Where(match)).TakeLast(Kept)] }
        : state;

    /// <summary>Brings the last deleted rule of that id back.</summary>
    public static Outcome<WorkspaceState> Restore(WorkspaceState state, string ruleId, long quota) =>
        state.DeletedRules.LastOrDefault(rule => rule.Id == ruleId) is { } deleted
            ? DefinitionKinds.Rules.Add(state with { DeletedRules = state.DeletedRules.Remove(deleted) }, deleted with { Version = deleted.Version + 1 }, quota)
            : Outcome.Refused<WorkspaceState>(RefusalCodes.NotFound, "id", "deleted lately", $"Only your last {Kept} deleted rules can be restored.");

    private static List<Refusal> Of(WorkspaceState state, Func<RuleDefinition, bool> match, string noun) =>
        [.. state.Rules.Where(match).Select(rule => new Refusal(RefusalCodes.Conflict, $"rules/{rule.Id}", $"no rule uses the {noun}", $"The rule '{rule.Settings.Name}' watches it."))];
}
