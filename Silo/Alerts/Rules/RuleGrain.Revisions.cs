using System.Collections.Immutable;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.History;
using QuantPlatform.Silo.Alerts.Inbox;

namespace QuantPlatform.Silo.Alerts.Rules;

/// <content>Bars that were replaced after something was decided on them: its alerts are marked, never unsent; later evaluations see the bars as they are now.</content>
internal sealed partial class RuleGrain
{
    /// <summary>Of one target, the newest.</summary>
    private const int MostAlerts = 100;

    private static readonly TimeSpan RevisionReach = TimeSpan.FromDays(1);

    private readonly List<(RuleTarget Target, RevisedBar Bar)> revised = [];
    private bool knowsRevisions;

    private async Task Revise(LiveTarget target, ImmutableArray<RevisedBar> bars)
    {
        target.Forget();
        revised.AddRange(bars.Where(bar => bar.Time <= target.Progress.LastBar).Select(bar => (target.Member.Info.Target, bar)));
        await Pull(target);
        await MarkRevised();
    }

    private async Task MarkRevised()
    {
        foreach (var marks in revised.GroupBy(mark => mark.Target).ToList())
        {
            await Inbox.MarkRevised(key.Id!, marks.Key, [.. marks.Select(mark => mark.Bar)]);
            revised.RemoveAll(mark => mark.Target == marks.Key);
        }
    }

    /// <summary>Once in the life of this grain, when it hears of every further one: bars of recent alerts that were replaced while nobody listened, or whose marks a crash took.</summary>
    private async Task LookForRevisions()
    {
        if (knowsRevisions)
        {
            return;
        }

        if (targets.Values.Any(target => target.Progress.FiredBar is not null || target.Progress.OpenAlert is not null))
        {
            var since = time.GetUtcNow().Subtract(RevisionReach).ToUnixTimeMilliseconds();
            var alerts = await Inbox.List(new AlertQuery(null, null, key.Id, null, since, null, null, null, AlertInboxState.MaxRecords));
            foreach (var known in alerts.Records.Select(record => record.Transition).GroupBy(alert => alert.Target))
            {
                if (Find(RuleMember.KeyOf(known.Key)) is not { Member: var member })
                {
                    continue;
                }

                foreach (var bar in known.Take(MostAlerts).Select(alert => alert.BarTime).Distinct())
                {
                    revised.Add((known.Key, new RevisedBar(bar, await RevisionOf(member, bar))));
                }
            }
        }

        await MarkRevised();
        knowsRevisions = true;
    }

    /// <summary>The higher revision of the bars of a member at that open time; 0 when none is stored.</summary>
    private async Task<int> RevisionOf(RuleMember member, long openTime)
    {
        var revision = 0;
        foreach (var leg in member.Legs)
        {
            var bars = await GrainFactory.GetGrain<IHistoryGrain>("0").GetBars(leg, member.Info.Interval, new TimeRange(openTime, openTime + 1, 1));
            revision = Math.Max(revision, bars.IsEmpty ? 0 : bars[0].Revision);
        }

        return revision;
    }
}
