using System.Collections.Immutable;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Alerts.Evaluation;

namespace QuantPlatform.Silo.Alerts.Rules;

/// <summary>A pair or symbol that a rule watches now.</summary>
/// <param name="Legs">The symbols whose bars it is made of.</param>
/// <param name="Absence">Why it cannot be watched; null: it can.</param>
/// <param name="IsPaused">It cannot be watched because its owner paused it, which is no error.</param>
internal sealed record RuleMember(TargetInfo Info, ImmutableArray<SymbolKey> Legs, string? Absence, bool IsPaused)
{
    public const Interval DefaultInterval = Interval.OneMinute;

    public string Key => KeyOf(Info.Target);

    /// <summary>One text for each target: a pair's id, or a symbol's key.</summary>
    public static string KeyOf(RuleTarget target) => target.Pair ?? target.Symbol?.ToString() ?? "";

    /// <summary>The members of a rule's target as the workspace has them now. Of a watchlist those that the rule's metrics exist for.</summary>
    public static async Task<ImmutableArray<RuleMember>> Of(RuleSettings rule, IWorkspaceGrain workspace)
    {
        if (rule.Target.Symbol is { } symbol)
        {
            return [OfSymbol(symbol, rule)];
        }

        if (rule.Target.Pair is { } pairId)
        {
            return [OfPair(pairId, await workspace.GetPair(pairId))];
        }

        if (await workspace.GetWatchlist(rule.Target.Watchlist!) is not { } list)
        {
            return [];
        }

        var members = ImmutableArray.CreateBuilder<RuleMember>();
        if (FitsSymbols(rule))
        {
            members.AddRange(list.Settings.Symbols.Where(one => !one.IsUpload).Select(one => OfSymbol(one, rule)));
        }

        if (FitsPairs(rule))
        {
            var pairs = (await workspace.GetPairs()).ToDictionary(pair => pair.Id, StringComparer.Ordinal);
            members.AddRange(list.Settings.Pairs.Where(pairs.ContainsKey).Select(id => OfPair(id, pairs[id])));
        }

        return members.ToImmutable();
    }

    /// <summary>The member that a key names, whether or not the rule still watches it.</summary>
    public static async Task<RuleMember> Of(string memberKey, RuleSettings rule, IWorkspaceGrain workspace) =>
        SymbolKey.TryParse(memberKey, out var symbol) ? OfSymbol(symbol, rule) : OfPair(memberKey, await workspace.GetPair(memberKey));

    /// <summary>Whether every metric of a rule is one that a symbol has.</summary>
    public static bool FitsSymbols(RuleSettings rule) => rule.Conditions.All(condition => !MetricReader.IsOfPair(condition.Metric) && condition.Leg is null);

    /// <summary>Whether every metric of a rule is one that a pair has: those of a leg must name it.</summary>
    public static bool FitsPairs(RuleSettings rule) => rule.Conditions.All(condition => !MetricReader.IsOfLeg(condition.Metric) || condition.Leg is not null);

    private static RuleMember OfSymbol(SymbolKey symbol, RuleSettings rule) =>
        new(new TargetInfo(RuleTarget.OfSymbol(symbol), symbol.Symbol, symbol.Venue, rule.Interval ?? DefaultInterval), [symbol], null, false);

    private static RuleMember OfPair(string id, PairDefinition? pair)
    {
        if (pair is null)
        {
            return new RuleMember(new TargetInfo(RuleTarget.OfPair(id), "deleted pair", "", DefaultInterval), [], "the pair does not exist", false);
        }

        var settings = pair.Settings;
        var venue = settings.X.Venue == Venues.Demo ? Venues.Demo : settings.Y.Venue;
        return new RuleMember(
            new TargetInfo(RuleTarget.OfPair(id), pair.DisplayName, venue, settings.Interval),
            [.. new[] { settings.Y, settings.X }.Where(leg => !leg.IsUpload)],
            settings.Enabled ? null : "the pair is paused",
            !settings.Enabled);
    }
}
