using System.Collections.Immutable;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Silo.Alerts.Evaluation;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Alerts.Rules;

/// <content>
/// The way to the inbox: one write holds progress, last bars and what was decided; the inbox takes that, each id once; then the rule drops it. Whatever was not written is
/// decided again, with the same ids.
/// </content>
internal sealed partial class RuleGrain
{
    /// <summary>Progress is stored at least this often, in bars.</summary>
    private const int SaveEvery = 300;

    private readonly List<AlertTransition> decided = [];
    private int unsaved;
    private bool mustSave;

    private IAlertInboxGrain Inbox => GrainFactory.GetGrain<IAlertInboxGrain>(key.UserId);

    private void Apply(LiveTarget target, in RuleStep step)
    {
        unsaved += step.Target.LastBar == target.Progress.LastBar ? 0 : 1;
        target.Progress = step.Target;
        progress = step.Rule;
        decided.AddRange(step.Transitions);
        if (step.Transitions.Count > 0)
        {
            metrics.Decided(step.Transitions.Count);
        }
    }

    private async Task Commit()
    {
        if (decided.Count == 0 && unsaved < SaveEvery && !mustSave)
        {
            return;
        }

        if (decided.Count > 0)
        {
            faults.Reach(AlertStep.Evaluated);
        }

        await Save();
        await Send();
    }

    private async Task Save()
    {
        var next = new RuleState
        {
            Version = rule?.Version ?? 0,
            Meaning = rule is { } known ? RuleState.MeaningOf(known.Settings) : "",
            Rule = progress,
            Targets = targets.ToImmutableDictionary(target => target.Key, target => target.Value.Progress, StringComparer.Ordinal),
            Pending = storage.State.Pending.AddRange(decided),
        };
        await storage.Save(next, DeactivateOnIdle);
        decided.Clear();
        unsaved = 0;
        mustSave = false;
    }

    private async Task Send()
    {
        if (storage.State.Pending.IsEmpty)
        {
            return;
        }

        faults.Reach(AlertStep.Written);
        await Inbox.Record(storage.State.Pending);
        faults.Reach(AlertStep.Sent);
        await storage.Save(storage.State with { Pending = [] }, DeactivateOnIdle);
        faults.Reach(AlertStep.Dropped);
    }

    /// <summary>Ends what fires on targets that a deleted rule leaves.</summary>
    private async Task CloseAll(IEnumerable<LiveTarget> left, string why)
    {
        foreach (var target in left)
        {
            Apply(target, target.Evaluator.OnEnded(target.Progress, progress, why, target.Moment));
        }

        if (decided.Count > 0)
        {
            await Inbox.Record([.. storage.State.Pending, .. decided]);
            decided.Clear();
        }
    }
}
