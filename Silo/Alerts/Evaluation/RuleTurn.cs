using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Silo.Alerts.Inbox;

namespace QuantPlatform.Silo.Alerts.Evaluation;

/// <summary>One evaluation under way: moves a target between the states and writes down each transition that is a record.</summary>
/// <param name="point">The bar looked at; null when there is none.</param>
/// <param name="bar">Its open time: the bar in the ids of what follows.</param>
/// <param name="at">The time that cooldown, repeat, snooze and breaker count by: when the bar closed, or the clock of a look in between.</param>
/// <param name="isClosing">True on a closed bar: only then can it be late.</param>
internal sealed class RuleTurn(
    RuleDefinition rule, TargetInfo target, TargetProgress before, RuleProgress stateBefore, RulePoint? point, long bar, long at, RuleMoment moment, bool isClosing)
{
    private const long LateMs = 600_000;

    private TargetProgress progress = before;
    private RuleProgress state = stateBefore;
    private List<AlertTransition>? transitions;

    public RuleTargetState State => progress.State;

    public bool IsFiring => progress.State is RuleTargetState.Firing or RuleTargetState.Recovering;

    public bool FiredThisBar => progress.FiredBar == bar;

    private RuleSettings Settings => rule.Settings;

    private bool IsSnoozed => at < state.SnoozedUntil;

    public RuleStep End() => new(progress, state, transitions ?? (IReadOnlyList<AlertTransition>)[]);

    public void Look(double? value) => progress = progress.Value == value ? progress : progress with { Value = value };

    /// <summary>The conditions hold, or not, while the rule does not fire.</summary>
    public void Hold(bool isTrue, bool continuesStreak)
    {
        if (!isTrue)
        {
            if (progress.State != RuleTargetState.Normal || progress.Streak != 0)
            {
                Calm();
            }

            return;
        }

        var streak = continuesStreak ? progress.Streak + 1 : 1;
        progress = progress with { Streak = streak, StreakBar = bar };
        if (streak >= Settings.ForBars && !FiredThisBar)
        {
            Fire("");
        }
        else
        {
            Enter(RuleTargetState.Pending, $"true on {streak} of {Settings.ForBars} evaluations");
        }
    }

    /// <summary>Fires.</summary>
    /// <param name="why">What is special about it; usually empty.</param>
    public void Fire(string why)
    {
        var isCooling = progress.NotifiedAt is { } notified && at < notified + (Settings.CooldownSeconds * 1_000L);
        var suppressed = IsSnoozed ? NotNotified.Snoozed : isCooling ? NotNotified.Cooldown : null;
        var id = Id("firing");
        Add(id, AlertState.Firing, null, suppressed, why);
        var isOver = Settings.Trigger == AlertTrigger.Once;
        Enter(isOver ? RuleTargetState.Paused : RuleTargetState.Firing, isOver ? "fired once" : why);
        progress = progress with
        {
            OpenAlert = id,
            OpenSuppressed = suppressed,
            FiredBar = bar,
            NotifiedAt = suppressed is null ? at : progress.NotifiedAt,
            RepeatedAt = at,
            Streak = 0,
        };
        state = state.WithFire(at);
    }

    /// <summary>A firing rule: all conditions hold again, or not all of them although none is past its exit.</summary>
    public void Waver(bool isTrue) => Enter(isTrue ? RuleTargetState.Firing : RuleTargetState.Recovering, isTrue ? "" : "no longer true, exit not passed");

    /// <summary>Delivers the firing alert again when that is due.</summary>
    public void Repeat()
    {
        if (progress.State != RuleTargetState.Firing || Settings.RepeatSeconds is not { } every || progress.RepeatedAt is not { } last || at < last + (every * 1_000L))
        {
            return;
        }

        Add(Id("repeat"), AlertState.Firing, progress.OpenAlert, IsSnoozed ? NotNotified.Snoozed : null, "", isRepeat: true);
        progress = progress with { RepeatedAt = at };
    }

    /// <summary>Back to Normal with a record, because the rule does not hold any more.</summary>
    public void Resolve() => Close("resolved", "");

    /// <summary>Back to Normal with a record, because data that was lost is there again.</summary>
    public void Recover() => Close("recovered", "data is back");

    /// <summary>Back to Normal without a record.</summary>
    public void Calm()
    {
        Enter(RuleTargetState.Normal, "");
        progress = progress with { Streak = 0, OpenAlert = null, OpenSuppressed = null };
    }

    /// <summary>There is no data: what follows is the rule's policy.</summary>
    public void LoseData(string reason)
    {
        switch (Settings.NoData)
        {
            case NoDataPolicy.NoData when progress.State is not (RuleTargetState.NoData or RuleTargetState.Error):
                Fault(RuleTargetState.NoData, AlertState.NoData, reason);
                break;
            case NoDataPolicy.Alerting when !IsFiring && progress.State is not (RuleTargetState.Paused or RuleTargetState.Error) && !FiredThisBar:
                Fire(reason);
                break;
            case NoDataPolicy.Normal when IsFiring:
                Resolve();
                break;
            case NoDataPolicy.Normal when progress.State == RuleTargetState.Pending:
                Calm();
                break;
            default:
                break;
        }
    }

    public void Fail(string reason) => Fault(RuleTargetState.Error, AlertState.Error, reason);

    /// <summary>Back to Normal with a record.</summary>
    public void Close(string transition, string why)
    {
        var suppressed = progress.OpenSuppressed is not null ? NotNotified.NotFired : IsSnoozed ? NotNotified.Snoozed : null;
        Add(Id(transition), AlertState.Resolved, progress.OpenAlert, suppressed, why);
        Calm();
    }

    private void Fault(RuleTargetState next, AlertState record, string reason)
    {
        var suppressed = IsSnoozed ? NotNotified.Snoozed : null;
        var id = Id(record == AlertState.Error ? "error" : "noData");
        Add(id, record, null, suppressed, reason);
        Enter(next, reason);
        progress = progress with { OpenAlert = id, OpenSuppressed = suppressed, Streak = 0 };
    }

    private void Enter(RuleTargetState next, string reason) =>
        progress = progress.State == next
            ? progress.Reason == reason ? progress : progress with { Reason = reason }
            : progress with { State = next, Since = at, Reason = reason };

    private string Id(string transition) => AlertId.Of(rule.Id, rule.Version, target.Target, bar, transition);

    private void Add(string id, AlertState record, string? resolves, string? suppressed, string why, bool isRepeat = false)
    {
        var values = AlertValues.Of(rule, target, point, moment, bar + (long)target.Interval);
        (transitions ??= []).Add(new AlertTransition(
            id,
            rule.Id,
            Settings.Name,
            target.Target,
            target.Name,
            target.Venue,
            target.Interval,
            record,
            resolves,
            Settings.Severity,
            bar,
            at,
            values,
            AlertMessage.Render(rule, target, values, record, at, why),
            isClosing && moment.Clock - at > LateMs,
            suppressed,
            Settings.ContactPoints,
            isRepeat,
            point?.Time == bar ? point.Revision : 0));
    }
}
