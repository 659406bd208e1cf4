using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Alerts.Rules;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>Every kind of definition that a workspace holds. A new kind is one entry here, one member of <see cref="WorkspaceState"/>, and one part of the grain and its contract.</summary>
internal static class DefinitionKinds
{
    public static readonly DefinitionKind<PairDefinition, PairSettings> Pairs = new(
        QuotaNames.Pairs, "pair", state => state.Pairs, (state, all) => state with { Pairs = all },
        (_, settings) => PairRules.Check(settings), settings => [("y", settings.Y), ("x", settings.X)]);

    public static readonly DefinitionKind<WatchlistDefinition, WatchlistSettings> Watchlists = new(
        QuotaNames.Watchlists, "watchlist", state => state.Watchlists, (state, all) => state with { Watchlists = all },
        WatchlistRules.Check, settings => settings.Symbols.Select((symbol, index) => ($"symbols[{index}]", symbol)));

    public static readonly DefinitionKind<RuleDefinition, RuleSettings> Rules = new(
        QuotaNames.Rules, "rule", state => state.Rules, (state, all) => state with { Rules = all },
        RuleRules.Check, settings => settings.Target.Symbol is { } symbol ? [("target.symbol", symbol)] : []);

    public static readonly DefinitionKind<DashboardDefinition, DashboardSettings> Dashboards = new(
        QuotaNames.Dashboards, "dashboard", state => state.Dashboards, (state, all) => state with { Dashboards = all },
        (_, settings) => DashboardRules.Check(settings), _ => []);
}
