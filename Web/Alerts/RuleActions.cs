using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Alerts;

/// <summary>What a user does to rules and alerts from any page; it says what happened.</summary>
internal sealed partial class RuleActions(TenantGrains grains, ToastList toasts, TimeProvider time, ILogger<RuleActions> logger)
{
    private static readonly TimeSpan SnoozeLength = TimeSpan.FromHours(1);

    /// <summary>Makes a rule at once and offers to take it back.</summary>
    public Task Create(RuleSettings settings) => Try(async user =>
    {
        var outcome = await user.Workspace.AddRule(settings);
        if (Tell(outcome))
        {
            toasts.Show(new Toast(AlertTexts.Created(settings.Name), ActionText: AlertTexts.Undo, Action: () => Try(async again => Tell(await again.Workspace.DeleteRule(outcome.Value!.Id)))));
        }
    });

    public Task Clone(RuleDefinition rule) => Create(rule.Settings with { Name = AlertTexts.CopyOf(rule.Settings.Name), Enabled = false });

    public Task SetEnabled(RuleDefinition rule, bool enabled) => Try(async user =>
        Tell(await user.Workspace.UpdateRule(rule.Id, rule.Settings with { Enabled = enabled }, rule.Version)));

    public Task Pause(RuleDefinition rule) => Try(user => user.Rule(rule.Id).Pause());

    /// <summary>Evaluates again; a rule that is not enabled becomes so.</summary>
    public Task Resume(RuleDefinition rule) => Try(async user =>
    {
        if (rule.Settings.Enabled || Tell(await user.Workspace.UpdateRule(rule.Id, rule.Settings with { Enabled = true }, rule.Version)))
        {
            await user.Rule(rule.Id).Resume();
        }
    });

    public Task Snooze(RuleDefinition rule) => Try(async user =>
    {
        var until = time.GetUtcNow().Add(SnoozeLength).ToUnixTimeMilliseconds();
        await user.Rule(rule.Id).Snooze(until);
        toasts.Show(new Toast(AlertTexts.SnoozedUntil(until)));
    });

    /// <summary>Deletes a rule and offers to bring it back.</summary>
    public Task Delete(RuleDefinition rule) => Try(async user =>
    {
        if (Tell(await user.Workspace.DeleteRule(rule.Id)))
        {
            toasts.Show(new Toast(AlertTexts.Deleted(rule.Settings.Name), ActionText: AlertTexts.Undo, Action: () => Restore(rule)));
        }
    });

    /// <summary>Acknowledges alerts: those named, or all.</summary>
    public Task Acknowledge(params string[] ids) => Try(async user =>
    {
        var changed = await user.Inbox.Acknowledge([.. ids], ids.Length == 0 ? long.MaxValue : null);
        if (ids.Length == 0)
        {
            toasts.Show(new Toast(AlertTexts.Acked(changed.Length)));
        }
    });

    public Task Silence(string? ruleId, long lengthMs) => Try(async user =>
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var outcome = await user.Inbox.AddSilence(new SilenceSettings { RuleId = ruleId, From = now, To = now + lengthMs });
        Tell(outcome);
    });

    public Task EndSilence(string id) => Try(async user => Tell(await user.Inbox.RemoveSilence(id)));

    private Task Restore(RuleDefinition rule) => Try(async user =>
    {
        if (Tell(await user.Workspace.RestoreRule(rule.Id)))
        {
            toasts.Show(new Toast(AlertTexts.Restored(rule.Settings.Name)));
        }
    });

    private async Task Try(Func<UserGrains, Task> action)
    {
        try
        {
            await grains.Call(action);
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(exception);
            toasts.Show(new Toast(AlertTexts.SaveFailed, "down"));
        }
    }

    private bool Tell<T>(Outcome<T> outcome)
    {
        if (!outcome.Accepted)
        {
            toasts.Show(new Toast(string.Join(' ', outcome.Refusals.Select(refusal => refusal.Message)), "down"));
        }

        return outcome.Accepted;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A change of a rule or an alert could not be made.")]
    private partial void LogFailed(Exception exception);
}
