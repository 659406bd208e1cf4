using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Alerts.Evaluation;
using QuantPlatform.Silo.Alerts.Rules;

namespace QuantPlatform.Silo.Alerts.DryRuns;

/// <summary>Tries a rule that is being edited on the last bars of one target: a dry run short enough to answer at once.</summary>
internal static class RuleTrials
{
    /// <summary>The members of a rule's target that have stored bars.</summary>
    public static async Task<List<RuleMember>> Members(RuleSettings settings, IWorkspaceGrain workspace) =>
        [.. (await RuleMember.Of(settings, workspace)).Where(member => !member.Legs.IsEmpty)];

    /// <summary>Why a rule cannot be tried over the past; null: it can.</summary>
    public static Refusal? WithoutHistory(RuleSettings settings, string field) => settings.Conditions.Any(condition => MetricReader.IsTimed(condition.Metric))
        ? new Refusal(RefusalCodes.Unprocessable, field, "no barAge and no feedState", "What is looked at every second has no history.")
        : null;

    /// <param name="wanted">The member; null, or none of its members: the first.</param>
    public static async Task<Outcome<RuleTrial>> Of(RuleSettings settings, RuleTarget? wanted, IWorkspaceGrain workspace, IGrainFactory grains, string userId)
    {
        if (WithoutHistory(settings, "conditions") is { } refusal)
        {
            return Outcome.Refused<RuleTrial>([refusal]);
        }

        var members = await Members(settings, workspace);
        ImmutableArray<RuleTrialMember> names = [.. members.Select(member => new RuleTrialMember(member.Info.Target, member.Info.Name))];
        if (members.Count == 0)
        {
            return Outcome.Of(new RuleTrial(names, new DryRunTally().Result()));
        }

        var chosen = members.Find(member => member.Info.Target == wanted) ?? members[0];
        var rule = new RuleDefinition("trial", 1, 0, settings with { Enabled = true });
        var lookback = new RuleEvaluator(rule, chosen.Info).Lookback + 1;
        var points = await Last(await RulePointReader.Of(chosen, settings, grains, userId), RuleTrial.Bars + lookback);
        return Outcome.Of(new RuleTrial(names, Replay(rule, chosen.Info, points)));
    }

    /// <summary>The rule on the last <see cref="RuleTrial.Bars"/> of some points; those before are only looked back at.</summary>
    public static DryRunResult Replay(RuleDefinition rule, TargetInfo target, IReadOnlyList<RulePoint> points)
    {
        var tally = new DryRunTally();
        if (points.Count > 0)
        {
            var from = points[Math.Max(0, points.Count - RuleTrial.Bars)].Time;
            var thinner = new SeriesThinner(target, from, RuleTrial.Bars);
            var replay = new RuleReplay(rule, target, from, thinner);
            tally.Add(replay.Take(points), Math.Min(points.Count, RuleTrial.Bars));
            tally.BreakerTrips = replay.BreakerTrips;
            tally.Add(thinner.Take());
        }

        return tally.Result();
    }

    private static async Task<List<RulePoint>> Last(RulePointReader source, int count)
    {
        var points = new List<RulePoint>();
        while (points.Count < count)
        {
            var range = new TimeRange(null, points.Count > 0 ? points[0].Time : null, Math.Min(IHistoryGrain.MaxRows, count - points.Count));
            var page = await source.Read(range, null);
            if (page.Count == 0)
            {
                break;
            }

            points.InsertRange(0, page);
        }

        return points;
    }
}
