using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Alerts.Evaluation;
using QuantPlatform.Silo.Alerts.Rules;
using QuantPlatform.Silo.Workspaces;

namespace QuantPlatform.Tests.Web.Api.Fakes;

/// <content>Rules, checked by the real ones.</content>
internal sealed partial class FakeWorkspace
{
    public Task<ImmutableArray<RuleDefinition>> GetRules() => Task.FromResult(_state.Rules);

    public Task<RuleDefinition?> GetRule(string ruleId) => Task.FromResult(DefinitionKinds.Rules.Find(_state, ruleId));

    public Task<Outcome<RuleDefinition>> AddRule(RuleSettings settings) => Insert(DefinitionKinds.Rules, settings);

    public Task<Outcome<RuleDefinition>> UpdateRule(string ruleId, RuleSettings settings, long? ifVersion) => Change(DefinitionKinds.Rules, ruleId, settings, ifVersion);

    public Task<Outcome<RuleDefinition>> DeleteRule(string ruleId) => Remove(DefinitionKinds.Rules, ruleId);

    public Task<Outcome<RuleDefinition>> RestoreRule(string ruleId) => throw new NotSupportedException();

    public Task<Outcome<RuleTrial>> TryRule(RuleSettings settings, RuleTarget? member) => throw new NotSupportedException();

    public Task<Outcome<RulePreview>> PreviewRule(RuleSettings settings) => Task.FromResult(
        RuleRules.Check(_state, settings) is { Count: > 0 } refusals ? Outcome.Refused<RulePreview>(refusals) : Outcome.Of(new RulePreview(RuleWording.Of(settings), "")));
}
