using System.Collections.Immutable;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Alerts.Evaluation;

/// <summary>
/// One rule on one target as a pure function: progress and closed points in, progress and transitions out. Live rules, dry runs and tests use it alike; it keeps nothing
/// between calls.
/// </summary>
internal sealed class RuleEvaluator(RuleDefinition rule, TargetInfo target)
{
    /// <summary>So many bars without a value, after there was one, are no data.</summary>
    private const int MissingBars = 3;

    private readonly ImmutableArray<RuleCondition> conditions = rule.Settings.Conditions;
    private readonly bool isMomentary = rule.Settings.Conditions.Any(condition => ConditionTest.IsMomentary(condition.Operator));
    private readonly bool isAllTimed = rule.Settings.Conditions.All(condition => MetricReader.IsTimed(condition.Metric));
    private readonly long intervalMs = target.Interval.Ms();

    public TargetInfo Target => target;

    /// <summary>Bars before the evaluated one that a condition can look at.</summary>
    public int Lookback { get; } = rule.Settings.Conditions.Max(condition => ConditionTest.IsMove(condition.Operator) ? condition.Bars ?? 1 : 1);

    /// <summary>True when a condition has a value at every second: the rule is then evaluated by <see cref="OnClock"/>, no more by its bars.</summary>
    public bool IsTimed { get; } = rule.Settings.Conditions.Any(condition => MetricReader.IsTimed(condition.Metric));

    /// <summary>No closed bar for longer than this is no data, ms. Null: this rule is about the missing itself.</summary>
    public long? SilenceLimitMs => isAllTimed ? null : Math.Max(3 * intervalMs, 15_000);

    /// <summary>Evaluates the closed bar <c>points[index]</c>; the points before it are looked back at. Bars up to the start, and bars evaluated before, change nothing.</summary>
    public RuleStep OnClosed(TargetProgress progress, RuleProgress state, IReadOnlyList<RulePoint> points, int index, in RuleMoment moment)
    {
        var point = points[index];
        if (!IsActive(progress, state) || progress.Start is not { } start || point.Time <= start || point.Time <= progress.LastBar)
        {
            return new RuleStep(progress, state, []);
        }

        Span<ConditionResult> results = stackalloc ConditionResult[conditions.Length];
        Test(points, index, point, moment, results);
        progress = progress with { LastBar = point.Time, Missing = CountMissing(progress.Missing, results), Value = Known(results[0].Value) };
        var turn = new RuleTurn(rule, target, progress, state, point, point.Time, point.Time + intervalMs, moment, isClosing: true);
        if (progress.Missing.Any(count => count >= MissingBars))
        {
            turn.LoseData($"no value for {MissingBars} bars");
        }
        else if (IsBack(progress, results))
        {
            turn.Recover();
        }

        if (!IsTimed)
        {
            Decide(turn, results, progress.StreakBar == point.Time - intervalMs);
        }

        return turn.End();
    }

    /// <summary>What the first condition compares with its value at a closed bar; null: not ready.</summary>
    public double? Compared(IReadOnlyList<RulePoint> points, int index)
    {
        var (condition, point) = (conditions[0], points[index]);
        var moment = new RuleMoment(point.Time + intervalMs, null);
        var value = MetricReader.Read(condition, point, point.Time + intervalMs, moment);
        var basis = ConditionTest.IsMove(condition.Operator) ? Before(condition, points, index, point, condition.Bars ?? 1, moment) : RuleValue.Absent;
        return Known(ConditionTest.Compared(condition, value, basis));
    }

    /// <summary>Evaluates the open bar under <see cref="AlertTrigger.OncePerBar"/>: it can fire, never resolve.</summary>
    /// <param name="points">The closed points; <paramref name="preview"/> comes after them.</param>
    public RuleStep OnPreview(TargetProgress progress, RuleProgress state, IReadOnlyList<RulePoint> points, RulePoint preview, in RuleMoment moment)
    {
        if (!IsActive(progress, state) || rule.Settings.Trigger != AlertTrigger.OncePerBar || IsTimed || progress.State is not (RuleTargetState.Normal or RuleTargetState.Pending)
            || progress.Start is not { } start || preview.Time <= start || preview.Time <= progress.LastBar || preview.Time == progress.FiredBar)
        {
            return new RuleStep(progress, state, []);
        }

        Span<ConditionResult> results = stackalloc ConditionResult[conditions.Length];
        Test(points, points.Count, preview, moment, results);
        var streak = progress.StreakBar == preview.Time - intervalMs ? progress.Streak : 0;
        if (All(results) != Truth.True || streak + 1 < rule.Settings.ForBars)
        {
            return new RuleStep(progress, state, []);
        }

        var turn = new RuleTurn(
            rule, target, progress with { Value = Known(results[0].Value) }, state, preview, preview.Time, preview.Time + intervalMs, moment, isClosing: false);
        turn.Fire("on the open bar");
        return turn.End();
    }

    /// <summary>Looks at what has a value at every second, and at silence.</summary>
    /// <param name="silentMs">How long ago the last bar ended, or since when there is none.</param>
    public RuleStep OnClock(TargetProgress progress, RuleProgress state, IReadOnlyList<RulePoint> points, long silentMs, in RuleMoment moment)
    {
        var point = points.Count > 0 ? points[^1] : null;
        var isSilent = silentMs > SilenceLimitMs;
        var isAsleep = progress.State == RuleTargetState.NoData || (!isAllTimed && (progress.Start is not { } start || point is null || point.Time <= start));
        if (!IsActive(progress, state) || (!isSilent && (!IsTimed || isAsleep)))
        {
            return new RuleStep(progress, state, []);
        }

        var bar = point?.Time ?? progress.LastBar ?? progress.Start ?? target.Interval.OpenOf(moment.Clock);
        var turn = new RuleTurn(rule, target, progress, state, point, bar, Math.Max(bar + intervalMs, moment.Clock), moment, isClosing: false);
        if (isSilent)
        {
            turn.LoseData($"no closed bar for {SilenceLimitMs / 1_000} s");
            return turn.End();
        }

        Span<ConditionResult> results = stackalloc ConditionResult[conditions.Length];
        Test(points, points.Count - 1, point, moment, results);
        turn.Look(Known(results[0].Value));
        Decide(turn, results, true);
        return turn.End();
    }

    /// <summary>The target cannot be evaluated at all.</summary>
    public RuleStep OnError(TargetProgress progress, RuleProgress state, string reason, in RuleMoment moment)
    {
        if (!IsActive(progress, state) || progress.State == RuleTargetState.Error)
        {
            return new RuleStep(progress, state, []);
        }

        var bar = progress.LastBar ?? progress.Start ?? target.Interval.OpenOf(moment.Clock);
        var turn = new RuleTurn(rule, target, progress, state, null, bar, Math.Max(bar + intervalMs, moment.Clock), moment, isClosing: false);
        turn.Fail(reason);
        return turn.End();
    }

    /// <summary>The target is watched no more, or otherwise: what fires there is over.</summary>
    public RuleStep OnEnded(TargetProgress progress, RuleProgress state, string why, in RuleMoment moment)
    {
        if (progress.OpenAlert is null || progress.State is RuleTargetState.Paused or RuleTargetState.Normal)
        {
            return new RuleStep(progress, state, []);
        }

        var bar = progress.LastBar ?? progress.Start ?? target.Interval.OpenOf(moment.Clock);
        var turn = new RuleTurn(rule, target, progress, state, null, bar, bar + intervalMs, moment, isClosing: false);
        turn.Close("ended", why);
        return turn.End();
    }

    private static bool IsActive(TargetProgress progress, RuleProgress state) => state.PausedReason is null && progress.State != RuleTargetState.Paused;

    private static double? Known(RuleValue value) => value.IsReady ? value.Number : null;

    /// <summary>Whether data that was lost is there again.</summary>
    private static bool IsBack(TargetProgress progress, ReadOnlySpan<ConditionResult> results)
    {
        if (progress.State is not (RuleTargetState.NoData or RuleTargetState.Error))
        {
            return false;
        }

        foreach (var result in results)
        {
            if (result.Value.State == ValueState.Missing)
            {
                return false;
            }
        }

        return true;
    }

    private static Truth All(ReadOnlySpan<ConditionResult> results)
    {
        var all = Truth.True;
        foreach (var result in results)
        {
            if (result.Truth == Truth.False)
            {
                return Truth.False;
            }

            all = result.Truth == Truth.Unknown ? Truth.Unknown : all;
        }

        return all;
    }

    private static bool AnyPastExit(ReadOnlySpan<ConditionResult> results)
    {
        foreach (var result in results)
        {
            if (result.PastExit)
            {
                return true;
            }
        }

        return false;
    }

    private void Decide(RuleTurn turn, ReadOnlySpan<ConditionResult> results, bool continuesStreak)
    {
        if (turn.State is RuleTargetState.NoData or RuleTargetState.Error)
        {
            return;
        }

        if (turn.IsFiring && isMomentary && !turn.FiredThisBar)
        {
            turn.Calm();
        }

        if (turn.IsFiring)
        {
            Continue(turn, results);
        }
        else if (turn.State != RuleTargetState.Paused)
        {
            turn.Hold(All(results) == Truth.True, continuesStreak);
        }
    }

    private void Continue(RuleTurn turn, ReadOnlySpan<ConditionResult> results)
    {
        if (!isMomentary && AnyPastExit(results))
        {
            turn.Resolve();
            return;
        }

        if (!isMomentary && All(results) is var truth && truth != Truth.Unknown)
        {
            turn.Waver(truth == Truth.True);
        }

        turn.Repeat();
    }

    private void Test(IReadOnlyList<RulePoint> points, int index, RulePoint? point, in RuleMoment moment, Span<ConditionResult> results)
    {
        var end = (point?.Time ?? 0) + intervalMs;
        for (var i = 0; i < conditions.Length; i++)
        {
            var condition = conditions[i];
            var value = MetricReader.Read(condition, point, end, moment);
            var previous = ConditionTest.IsMomentary(condition.Operator) ? Before(condition, points, index, point, 1, moment) : RuleValue.Absent;
            var basis = ConditionTest.IsMove(condition.Operator) ? Before(condition, points, index, point, condition.Bars ?? 1, moment) : RuleValue.Absent;
            results[i] = ConditionTest.Decide(condition, value, previous, basis);
        }
    }

    /// <summary>The value so many bars before: by time, so that a missing bar is none.</summary>
    private RuleValue Before(RuleCondition condition, IReadOnlyList<RulePoint> points, int index, RulePoint? point, int bars, in RuleMoment moment)
    {
        if (point is null)
        {
            return RuleValue.Absent;
        }

        // Without holes it is exactly so many places before; a hole can only bring it nearer.
        var time = point.Time - (bars * intervalMs);
        var high = Math.Min(index, points.Count) - 1;
        var low = Math.Max(0, high + 1 - bars);
        for (var at = low; low <= high; at = (low + high) / 2)
        {
            if (points[at].Time == time)
            {
                return MetricReader.Read(condition, points[at], time + intervalMs, moment);
            }

            (low, high) = points[at].Time < time ? (at + 1, high) : (low, at - 1);
        }

        return RuleValue.Absent;
    }

    private static ImmutableArray<int> CountMissing(ImmutableArray<int> before, ReadOnlySpan<ConditionResult> results)
    {
        var isUnchanged = before.Length == results.Length;
        for (var i = 0; isUnchanged && i < results.Length; i++)
        {
            isUnchanged = results[i].Value.State == ValueState.Ready && before[i] == 0;
        }

        if (isUnchanged)
        {
            return before;
        }

        var counts = ImmutableArray.CreateBuilder<int>(results.Length);
        for (var i = 0; i < results.Length; i++)
        {
            var had = i < before.Length ? before[i] : -1;
            counts.Add(results[i].Value.State switch
            {
                ValueState.Ready => 0,
                ValueState.Missing => had < 0 ? had : had + 1,
                _ => Math.Min(had, 0),
            });
        }

        return counts.MoveToImmutable();
    }
}
