using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Alerts.Evaluation;
using QuantPlatform.Silo.Symbols;

namespace QuantPlatform.Silo.Alerts.Rules;

/// <summary>One target of a rule in memory: its progress, the points that can be looked back at, and what is known of this moment.</summary>
internal sealed class LiveTarget(RuleMember member, RuleEvaluator evaluator, IPointSource source, TargetProgress progress, TimeProvider time)
{
    private readonly List<RulePoint> points = [];
    private readonly CarriedClock clock = new(time);
    private readonly long watchedSince = time.GetTimestamp();
    private long? liveFrom;

    public RuleMember Member => member;

    public RuleEvaluator Evaluator => evaluator;

    public IPointSource Source => source;

    public TargetProgress Progress { get; set; } = progress;

    public IReadOnlyList<RulePoint> Points => points;

    /// <summary>True once every closed point was pulled: hints continue from here.</summary>
    public bool IsCurrent { get; set; }

    public FeedState? Feed { get; set; }

    public RuleMoment Moment => new(clock.Now, Feed);

    public long IntervalMs => member.Info.Interval.Ms();

    public long? LastTime => points.Count > 0 ? points[^1].Time : null;

    /// <summary>Points after this are to be pulled: those not evaluated, and those that can be looked back at.</summary>
    public long PullAfter => LastTime ?? ((Progress.LastBar ?? Progress.Start) is { } known ? known - (evaluator.Lookback * IntervalMs) - 1 : long.MinValue);

    /// <summary>How long ago the last bar ended, ms; never longer than this target has been watched, so that a start is no outage.</summary>
    public long SilentMs
    {
        get
        {
            var watched = (long)time.GetElapsedTime(watchedSince).TotalMilliseconds;
            return clock.Now > 0 && LastTime is { } last ? Math.Min(watched, Math.Max(0, clock.Now - last - IntervalMs)) : watched;
        }
    }

    public void Hear(long exchangeClock) => clock.Hear(exchangeClock);

    public void Hear(RulePoints answer)
    {
        clock.Hear(answer.Clock);
        Feed = answer.Feed;
        liveFrom ??= answer.LiveFrom;
    }

    /// <summary>Adds the next point.</summary>
    /// <returns>False when it is known already.</returns>
    public bool Add(RulePoint point)
    {
        if (point.Time <= LastTime)
        {
            return false;
        }

        if (points.Count > evaluator.Lookback + 64)
        {
            points.RemoveRange(0, points.Count - evaluator.Lookback - 1);
        }

        points.Add(point);

        // Without a closed bar when the rule was saved, the first one closed from live frames is the first that counts.
        if (Progress.Start is null && liveFrom is { } from && point.Time + IntervalMs > from)
        {
            Progress = Progress with { Start = point.Time - IntervalMs };
        }

        return true;
    }

    /// <summary>Forgets the points, because some of them were replaced.</summary>
    public void Forget()
    {
        points.Clear();
        IsCurrent = false;
    }
}
