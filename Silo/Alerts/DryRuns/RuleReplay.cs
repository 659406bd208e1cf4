using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Alerts.Evaluation;

namespace QuantPlatform.Silo.Alerts.DryRuns;

/// <summary>One target's points through the evaluator, as if each bar had just closed. A hole between bars is looked at as the clock would have been.</summary>
/// <param name="from">Bars that open earlier are only looked back at.</param>
/// <param name="series">Gets what the first condition compares at each bar that counts; null: nobody asks.</param>
internal sealed class RuleReplay(RuleDefinition rule, TargetInfo target, long from, SeriesThinner? series = null)
{
    private readonly RuleEvaluator evaluator = new(rule, target);
    private readonly List<RulePoint> points = [];
    private TargetProgress progress = new() { Start = from - 1 };
    private RuleProgress state = new();

    /// <summary>Where to begin to read: so many bars earlier as can be looked back at.</summary>
    public long From => from - ((evaluator.Lookback + 1) * target.Interval.Ms());

    /// <summary>How often the breaker would have paused the rule; the replay goes on.</summary>
    public int BreakerTrips { get; private set; }

    /// <summary>Evaluates the next points.</summary>
    public List<AlertTransition> Take(IReadOnlyList<RulePoint> next)
    {
        var found = new List<AlertTransition>();
        foreach (var point in next)
        {
            LookAtHole(point, found);
            if (points.Count > 2 * (evaluator.Lookback + 64))
            {
                points.RemoveRange(0, points.Count - evaluator.Lookback - 1);
            }

            points.Add(point);
            if (point.Time >= from)
            {
                series?.Add(point.Time, evaluator.Compared(points, points.Count - 1));
            }

            Note(evaluator.OnClosed(progress, state, points, points.Count - 1, new RuleMoment(point.Time + target.Interval.Ms(), FeedState.Live)), found);
        }

        return found;
    }

    private void LookAtHole(RulePoint next, List<AlertTransition> found)
    {
        if (points.Count == 0 || points[^1].Time < from || evaluator.SilenceLimitMs is not { } limit)
        {
            return;
        }

        var end = points[^1].Time + target.Interval.Ms();
        if (next.Time + target.Interval.Ms() - end > limit)
        {
            Note(evaluator.OnClock(progress, state, points, limit + 1, new RuleMoment(end + limit + 1, FeedState.Live)), found);
        }
    }

    private void Note(in RuleStep step, List<AlertTransition> found)
    {
        (progress, state) = (step.Target, step.Rule);
        var before = found.Count;
        found.AddRange(step.Transitions.Where(transition => !transition.IsRepeat));
        if (found.Count > before)
        {
            series?.KeepLast();
        }

        if (state.PausedReason is not null)
        {
            BreakerTrips++;
            state = state with { PausedReason = null };
        }
    }
}
