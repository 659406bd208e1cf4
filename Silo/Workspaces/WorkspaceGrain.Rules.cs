using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Alerts.DryRuns;
using QuantPlatform.Silo.Alerts.Rules;

namespace QuantPlatform.Silo.Workspaces;

/// <content>Rules: each has a grain of its own that reads its definition, and the members of its target, here.</content>
internal sealed partial class WorkspaceGrain
{
    public Task<ImmutableArray<RuleDefinition>> GetRules() => Task.FromResult(committed.Rules);

    public Task<RuleDefinition?> GetRule(string ruleId) => Task.FromResult(DefinitionKinds.Rules.Find(committed, ruleId));

    public async Task<Outcome<RuleDefinition>> AddRule(RuleSettings settings) => await Unkept(settings, []) is { Count: > 0 } refusals
        ? Outcome.Refused<RuleDefinition>(refusals)
        : await Reloaded(await Insert(DefinitionKinds.Rules, settings));

    public async Task<Outcome<RuleDefinition>> UpdateRule(string ruleId, RuleSettings settings, long? ifVersion) =>
        await Unkept(settings, DefinitionKinds.Rules.Find(committed, ruleId)?.Settings.ContactPoints ?? []) is { Count: > 0 } refusals
            ? Outcome.Refused<RuleDefinition>(refusals)
            : await Reloaded(await Change(DefinitionKinds.Rules, ruleId, settings, ifVersion));

    public async Task<Outcome<RuleDefinition>> DeleteRule(string ruleId)
    {
        if (DefinitionKinds.Rules.Find(storage.State, ruleId) is not { } rule)
        {
            return Outcome.Refused<RuleDefinition>(RefusalCodes.NotFound, "id", "must exist", "There is no such rule.");
        }

        return await Reloaded(await Commit(Outcome.Of(RuleUses.Without(storage.State, one => one.Id == ruleId)), _ => rule));
    }

    public async Task<Outcome<RuleDefinition>> RestoreRule(string ruleId) => await Reloaded(await Commit(
        DefinitionKinds.Rules, RuleUses.Restore(storage.State, ruleId, Limit(QuotaNames.Rules)), ruleId));

    public async Task<Outcome<RulePreview>> PreviewRule(RuleSettings settings) => Broken(settings) is { Count: > 0 } refusals
        ? Outcome.Refused<RulePreview>(refusals)
        : Outcome.Of(await RulePreviews.Of(settings, this, GrainFactory, this.GetPrimaryKeyString()));

    public async Task<Outcome<RuleTrial>> TryRule(RuleSettings settings, RuleTarget? member) => Broken(settings) is { Count: > 0 } refusals
        ? Outcome.Refused<RuleTrial>(refusals)
        : await RuleTrials.Of(settings, member, this, GrainFactory, this.GetPrimaryKeyString());

    private List<Refusal> Broken(RuleSettings settings) => [.. RuleRules.Check(committed, settings), .. TooLong(settings)];

    /// <summary>Conditions that look further back than bars are kept.</summary>
    private IReadOnlyList<Refusal> TooLong(RuleSettings settings) => RuleRules.CheckHistory(committed, settings, history.Value.Retention.Of);

    /// <summary>What a rule asks of others and they do not have: bars that far back, and contact points.</summary>
    /// <param name="named">Contact points that the rule named before: one that was deleted since does not keep its rule from being changed.</param>
    private async Task<IReadOnlyList<Refusal>> Unkept(RuleSettings settings, ImmutableArray<string> named)
    {
        // A list that no rule may have is refused for its form, where the settings are checked.
        if (!settings.NamesContactPointsSoundly() || settings.ContactPoints.All(id => named.Contains(id)))
        {
            return TooLong(settings);
        }

        var known = await GrainFactory.GetGrain<IContactPointsGrain>(this.GetPrimaryKeyString()).GetContactPoints();
        return [.. TooLong(settings), .. RuleRules.CheckContactPoints(settings, [.. named, .. known.Select(point => point.Id)])];
    }

    private async Task<Outcome<RuleDefinition>> Reloaded(Outcome<RuleDefinition> changed)
    {
        if (changed.Accepted)
        {
            await Rule(changed.Value!.Id).Reload();
        }

        return changed;
    }

    /// <summary>Tells rules that what they watch has changed, and those that are gone now.</summary>
    private Task ReloadRules(ImmutableArray<RuleDefinition> before, Func<RuleTarget, bool> watches) =>
        Task.WhenAll(before.Where(rule => watches(rule.Settings.Target) || DefinitionKinds.Rules.Find(storage.State, rule.Id) is null).Select(Reload));

    private async Task Reload(RuleDefinition rule)
    {
        try
        {
            await Rule(rule.Id).Reload();
        }
        catch (Exception exception)
        {
            // The definition is stored; the rule reads it again when it is next activated.
            LogRuleFailed(exception, this.GetPrimaryKeyString(), rule.Id);
        }
    }

    private async Task StartRule(RuleDefinition rule)
    {
        try
        {
            await Rule(rule.Id).EnsureRunning();
        }
        catch (Exception exception)
        {
            LogRuleFailed(exception, this.GetPrimaryKeyString(), rule.Id);
        }
    }

    private IRuleGrain Rule(string ruleId) => GrainFactory.GetGrain<IRuleGrain>(new TenantKey(this.GetPrimaryKeyString(), ruleId).ToString());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rule {Rule} of {User} did not start.")]
    private partial void LogRuleFailed(Exception exception, string user, string rule);
}
