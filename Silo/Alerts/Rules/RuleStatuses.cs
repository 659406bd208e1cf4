using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Silo.Alerts.Evaluation;

namespace QuantPlatform.Silo.Alerts.Rules;

/// <summary>Says where a rule stands.</summary>
internal static class RuleStatuses
{
    public static RuleStatus Of(RuleDefinition rule, RuleProgress progress, IEnumerable<LiveTarget> targets, long now)
    {
        var paused = rule.Settings.Enabled ? progress.PausedReason : "not enabled";
        var snoozed = progress.SnoozedUntil is { } until && until > now ? progress.SnoozedUntil : null;
        return new RuleStatus(paused is not null, paused, snoozed, [.. targets.Select(target => Of(rule, target, paused, snoozed is not null))]);
    }

    private static RuleTargetStatus Of(RuleDefinition rule, LiveTarget target, string? paused, bool isSnoozed)
    {
        var progress = target.Progress;
        var state = paused is not null || target.Member.IsPaused ? RuleTargetState.Paused
            : isSnoozed && progress.State is RuleTargetState.Normal or RuleTargetState.Pending ? RuleTargetState.Snoozed
            : progress.State;
        return new RuleTargetStatus(
            target.Member.Info.Target, target.Member.Info.Name, state, progress.Since, progress.Value, progress.LastBar, paused ?? target.Member.Absence ?? Reason(rule, target));
    }

    private static string Reason(RuleDefinition rule, LiveTarget target)
    {
        var progress = target.Progress;
        if (progress.Reason.Length > 0)
        {
            return progress.Reason;
        }

        var wording = RuleWording.Of(rule.Settings);
        return progress.State switch
        {
            RuleTargetState.Firing => wording,
            _ when progress.LastBar is null && !target.Evaluator.IsTimed => "waiting for the first bar that closes after the rule was saved",
            _ when progress.Value is null => $"{RuleWording.Name(rule.Settings.Conditions[0].Metric)} is not ready",
            _ => $"not {wording}",
        };
    }
}
