using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Alerts;

/// <summary>One rule over all its targets. Key: <c>{userId}/{ruleId}</c>.</summary>
[TenantKey, Alias("IRuleGrain")]
public interface IRuleGrain : IGrainWithStringKey
{
    /// <summary>Makes the rule live; called by its workspace.</summary>
    [Alias("EnsureRunning")]
    Task EnsureRunning();

    /// <summary>Reads the definition and the members of its target again. After a change of the rule only later bars count; a deleted rule ends.</summary>
    [Alias("Reload")]
    Task Reload();

    /// <summary>Where it stands; null when the rule does not exist.</summary>
    [Alias("GetStatus")]
    Task<RuleStatus?> GetStatus();

    /// <summary>Stops evaluating until resumed.</summary>
    [Alias("Pause")]
    Task<RuleStatus?> Pause();

    /// <summary>Evaluates again, from the bars that close from now on; ends a snooze, and the pause of targets that fired <c>once</c>.</summary>
    [Alias("Resume")]
    Task<RuleStatus?> Resume();

    /// <summary>Records but does not deliver what happens at bars that close before <paramref name="until"/> (Unix ms).</summary>
    [Alias("Snooze")]
    Task<RuleStatus?> Snooze(long until);

    /// <summary>Hints from the hub of a symbol.</summary>
    [OneWay, Alias("OnBars")]
    Task OnBars(ImmutableArray<BarClosed> bars);

    /// <summary>The newest trade of a symbol, for <see cref="AlertTrigger.OncePerBar"/>.</summary>
    [OneWay, Alias("OnTick")]
    Task OnTick(SymbolTick tick);

    /// <summary>A hint from a pair.</summary>
    [OneWay, Alias("OnPairPoints")]
    Task OnPairPoints(PairPointsClosed closed);

    /// <summary>A pair's open bar moved.</summary>
    [OneWay, Alias("OnPairPreview")]
    Task OnPairPreview(string pairId, PairPreview preview);

    /// <summary>A target's feed state changed.</summary>
    [OneWay, Alias("OnFeedState")]
    Task OnFeedState(RuleTarget target, FeedState state);
}
