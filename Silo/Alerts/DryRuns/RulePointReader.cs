using Orleans;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Alerts.Evaluation;
using QuantPlatform.Silo.Alerts.Rules;

namespace QuantPlatform.Silo.Alerts.DryRuns;

/// <summary>Reads the stored points of one member of a rule's target.</summary>
/// <param name="pair">Null: the member is a symbol.</param>
internal sealed class RulePointReader(RuleMember member, PairSettings? pair, bool withTests, IGrainFactory grains)
{
    public static async Task<RulePointReader> Of(RuleMember member, RuleSettings rule, IGrainFactory grains, string userId)
    {
        var pair = member.Info.Target.Pair is { } id ? await grains.GetGrain<IWorkspaceGrain>(userId).GetPair(id) : null;
        return new RulePointReader(member, pair?.Settings, rule.Conditions.Any(condition => MetricReader.IsTest(condition.Metric)), grains);
    }

    /// <summary>Points in a range, ascending.</summary>
    /// <param name="before">The point before the range, for the first return; null: unknown.</param>
    public async Task<IReadOnlyList<RulePoint>> Read(TimeRange range, RulePoint? before) => pair is not null
        ? await grains.GetGrain<IAnalyticsGrain>("0").GetRulePoints(pair, range, withTests)
        : [.. SymbolPoints.Of(await grains.GetGrain<IHistoryGrain>("0").GetBars(member.Legs[0], member.Info.Interval, range), member.Info.Interval, before)];
}
