using System.ComponentModel;
using System.Text.Json.Serialization;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Alerts;

/// <summary>A rule.</summary>
[Example("""
    {"id":"5afec6d67035448f89a35c67f5ef3e8e","name":"ETH far from BTC","enabled":true,"target":{"symbol":"binance-usdm:ETHUSDT"},"interval":"1m",
    "conditions":[{"metric":"price","operator":"movesUpPct","value":1.5,"bars":15}],"forBars":1,"trigger":"oncePerBarClose","cooldownSeconds":0,
    "noData":"noData","severity":"warning","message":"{{pair}} stands at {{price}}","contactPoints":[],"status":{"paused":false,"pausedReason":null,
    "snoozedUntil":null,"targets":[{"target":{"symbol":"binance-usdm:ETHUSDT"},"name":"ETHUSDT","state":"normal","since":null,"value":null,
    "lastBar":null,"reason":"waiting for the first bar that closes after the rule was saved"}]}}
    """)]
internal sealed record RuleJson(
    [property: Description("Its id.")] string Id,
    [property: Description("Its name.")] string Name,
    [property: Description("Whether it is live.")] bool Enabled,
    [property: Description("What it watches.")] RuleTargetJson Target,
    [property: Description("Bars that symbols are evaluated at; null on a pair that has its own.")] string? Interval,
    [property: Description("Joined by AND.")] IReadOnlyList<RuleConditionJson> Conditions,
    [property: Description("Consecutive evaluations on which they must hold.")] int ForBars,
    [property: Description("When it may fire.")] AlertTrigger Trigger,
    [property: Description("Seconds after a notified fire in which further ones are only recorded.")] int CooldownSeconds,
    [property: Description("Seconds after which a firing alert is delivered again; absent: never."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RepeatSeconds,
    [property: Description("What no data means.")] NoDataPolicy NoData,
    [property: Description("How much its alerts matter.")] AlertSeverity Severity,
    [property: Description("Template of the message; absent: a sentence made of the conditions."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message,
    [property: Description("Ids of contact points.")] IReadOnlyList<string> ContactPoints,
    [property: Description("Where it stands."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RuleStatusJson? Status)
{
    public static RuleJson Of(RuleDefinition rule, RuleStatus? status) => Of(rule, rule.Settings, status);

    /// <summary>What a rule would be with other settings.</summary>
    public static RuleJson Of(RuleDefinition rule, RuleSettings settings, RuleStatus? status) => new(
        rule.Id,
        settings.Name,
        settings.Enabled,
        RuleTargetJson.Of(settings.Target),
        settings.Interval?.Name() ?? (settings.Target.Pair is null ? Contracts.Markets.Interval.OneMinute.Name() : null),
        [.. settings.Conditions.Select(RuleConditionJson.Of)],
        settings.ForBars,
        settings.Trigger,
        settings.CooldownSeconds,
        settings.RepeatSeconds,
        settings.NoData,
        settings.Severity,
        settings.Message,
        settings.ContactPoints,
        status is null ? null : RuleStatusJson.Of(status));
}

/// <summary>Where a rule stands.</summary>
internal sealed record RuleStatusJson(
    [property: Description("True while nothing is evaluated.")] bool Paused,
    [property: Description("Why; null while it runs.")] string? PausedReason,
    [property: Description("Alerts at bars that close before this are recorded, not delivered, Unix ms; null: not snoozed.")] long? SnoozedUntil,
    [property: Description("Every target it watches now.")] IReadOnlyList<RuleTargetStatusJson> Targets)
{
    public static RuleStatusJson Of(RuleStatus status) => new(
        status.Paused, status.PausedReason, status.SnoozedUntil,
        [.. status.Targets.Select(target => new RuleTargetStatusJson(
            RuleTargetJson.Of(target.Target), target.Name, target.State, target.Since, target.Value, target.LastBar, target.Reason))]);
}

/// <summary>Where a rule stands on one target.</summary>
internal sealed record RuleTargetStatusJson(
    [property: Description("A pair or a symbol.")] RuleTargetJson Target,
    [property: Description("Its shown name.")] string Name,
    [property: Description("Its state.")] RuleTargetState State,
    [property: Description("When the bar closed that led here, Unix ms; null: since it was saved.")] long? Since,
    [property: Description("What the first condition looked at last; null: not ready.")] double? Value,
    [property: Description("Open time of the last bar evaluated; null: none yet.")] long? LastBar,
    [property: Description("Why, one sentence.")] string Reason);
