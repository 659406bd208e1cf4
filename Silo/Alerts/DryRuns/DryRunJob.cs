using System.Runtime.CompilerServices;
using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Alerts.Evaluation;
using QuantPlatform.Silo.Alerts.Rules;
using QuantPlatform.Silo.Jobs;

namespace QuantPlatform.Silo.Alerts.DryRuns;

/// <summary>Tries a rule over stored history: one member of its target after the other, by the evaluator that runs live.</summary>
internal sealed class DryRunJob : JobKind<DryRunInput, DryRunResult>
{
    private const int Page = IHistoryGrain.MaxRows;
    private const long MaxBars = 2_000_000;
    private const int MaxStretches = 1_000;

    public override string Name => JobKinds.DryRun;

    protected override async Task<Outcome<DryRunResult>> Run(DryRunInput input, JobContext job)
    {
        var rule = new RuleDefinition("dry-run", 1, 0, input.Rule with { Enabled = true });
        if (RuleTrials.WithoutHistory(rule.Settings, "rule.conditions") is { } refusal)
        {
            return Outcome.Refused<DryRunResult>([refusal]);
        }

        var workspace = job.Grains.GetGrain<IWorkspaceGrain>(job.UserId);
        var members = await RuleTrials.Members(rule.Settings, workspace);
        if (members.Sum(member => (input.To - input.From) / member.Info.Interval.Ms()) > MaxBars)
        {
            return Outcome.Refused<DryRunResult>(RefusalCodes.Unprocessable, "from", $"at most {MaxBars} bars", "Choose a shorter range, or fewer members.");
        }

        var tally = new DryRunTally();
        for (var i = 0; i < members.Count; i++)
        {
            var share = new Share(i, members.Count, input);
            var thinner = new SeriesThinner(members[i].Info, input.From, Stretches(members.Count));
            var replay = new RuleReplay(rule, members[i].Info, input.From, thinner);
            await foreach (var points in Points(members[i], replay.From, input.To, rule.Settings, job))
            {
                job.Stopping.ThrowIfCancellationRequested();
                tally.Add(replay.Take(points), points.Count(point => point.Time >= input.From));
                job.Report(share.Of(points[^1].Time));
            }

            tally.BreakerTrips += replay.BreakerTrips;
            tally.Add(thinner.Take());
        }

        return Outcome.Of(tally.Result());
    }

    /// <summary>A result must stay small: many targets share what one chart may have.</summary>
    private static int Stretches(int members) => Math.Clamp(2 * MaxStretches / members, 25, MaxStretches);

    private static async IAsyncEnumerable<IReadOnlyList<RulePoint>> Points(
        RuleMember member, long from, long to, RuleSettings rule, JobContext job, [EnumeratorCancellation] CancellationToken stopping = default)
    {
        var source = await RulePointReader.Of(member, rule, job.Grains, job.UserId);
        RulePoint? before = null;
        while (true)
        {
            stopping.ThrowIfCancellationRequested();
            var points = await source.Read(new TimeRange(from, to, Page), before);
            if (points.Count == 0)
            {
                yield break;
            }

            yield return points;
            if (points.Count < Page)
            {
                yield break;
            }

            before = points[^1];
            from = before.Time + 1;
        }
    }

    /// <summary>How far a run is that takes its members one after the other.</summary>
    private readonly record struct Share(int Member, int Members, DryRunInput Input)
    {
        public double Of(long time) => (Member + Math.Clamp((double)(time - Input.From) / (Input.To - Input.From), 0, 1)) / Members;
    }
}
