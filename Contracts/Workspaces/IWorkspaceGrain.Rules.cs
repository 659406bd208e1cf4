using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Contracts.Workspaces;

public partial interface IWorkspaceGrain
{
    /// <summary>Every rule in order of creation.</summary>
    [AlwaysInterleave, Alias("GetRules")]
    Task<ImmutableArray<RuleDefinition>> GetRules();

    /// <summary>One rule, or null.</summary>
    [AlwaysInterleave, Alias("GetRule")]
    Task<RuleDefinition?> GetRule(string ruleId);

    /// <summary>Adds a rule; refused by field and rule, an unknown symbol, pair or watchlist, or the quota.</summary>
    [Alias("AddRule")]
    Task<Outcome<RuleDefinition>> AddRule(RuleSettings settings);

    /// <summary>Replaces a rule's settings: only later bars count.</summary>
    /// <param name="ifVersion">The version the change was based on; another one is refused as <c>stale</c>. Null: whatever it is.</param>
    [Alias("UpdateRule")]
    Task<Outcome<RuleDefinition>> UpdateRule(string ruleId, RuleSettings settings, long? ifVersion);

    /// <summary>Deletes a rule; its alerts stay in the inbox. The last deleted rules can be restored.</summary>
    [Alias("DeleteRule")]
    Task<Outcome<RuleDefinition>> DeleteRule(string ruleId);

    /// <summary>Brings a deleted rule back under its own id (undo).</summary>
    [Alias("RestoreRule")]
    Task<Outcome<RuleDefinition>> RestoreRule(string ruleId);

    /// <summary>Checks a rule without saving it, and says what it would say.</summary>
    [AlwaysInterleave, Alias("PreviewRule")]
    Task<Outcome<RulePreview>> PreviewRule(RuleSettings settings);

    /// <summary>Tries a rule, without saving it, on the last <see cref="RuleTrial.Bars"/> stored bars of one target. Refused like a rule that is added, or when its metrics have no history.</summary>
    /// <param name="member">The pair or symbol; null, or one the rule does not watch: its first.</param>
    [AlwaysInterleave, Alias("TryRule"), ResponseTimeout("00:01:00")]
    Task<Outcome<RuleTrial>> TryRule(RuleSettings settings, RuleTarget? member);
}
