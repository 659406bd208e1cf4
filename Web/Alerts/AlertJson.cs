using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Alerts;

/// <summary>One alert of the inbox.</summary>
[Example("""
    {"id":"499a2f7c080902e444b26ad223896048","ruleId":"87269f0207fa42a19a27fe1c2a8f82c4","ruleName":"once","target":{"symbol":"binance-usdm:BTCUSDT"},
    "targetName":"BTCUSDT","venue":"binance-usdm","interval":"1s","state":"firing","severity":"warning","barTime":1795778829000,"firedAt":1795778830306,
    "values":{"price":107394,"returnPct":-0.00540038,"volume":0.007},"message":"BTCUSDT: price above 1, price is 107394","late":false,"notified":true,
    "notNotifiedReason":null,"acknowledgedAt":1795778830351,"acknowledgedBy":"92649822369c4cc4a1511fabd5054ea1","revisedBy":null}
    """)]
internal sealed record AlertJson(
    [property: Description("A hash of rule, rule revision, target, bar and transition.")] string Id,
    [property: Description("The rule.")] string RuleId,
    [property: Description("Its name when the alert was made.")] string RuleName,
    [property: Description("The member that fired.")] RuleTargetJson Target,
    [property: Description("Its shown name.")] string TargetName,
    [property: Description("Where its prices come from: alerts of `demo` reach only the inbox.")] string Venue,
    [property: Description("Length of its bars.")] string Interval,
    [property: Description("What happened.")] AlertState State,
    [property: Description("The alert that this one ends; absent on others."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Resolves,
    [property: Description("How much it matters.")] AlertSeverity Severity,
    [property: Description("Open time of the bar, Unix ms.")] long BarTime,
    [property: Description("When the inbox took it, Unix ms.")] long FiredAt,
    [property: Description("What was known of the target at that bar; null: not ready.")] IReadOnlyDictionary<string, double?> Values,
    [property: Description("The message.")] string Message,
    [property: Description("Found more than 10 minutes after the bar ended.")] bool Late,
    [property: Description("Whether it was handed to delivery.")] bool Notified,
    [property: Description("Why not: cooldown, snoozed, silenced, late, demo...; null when it was.")] string? NotNotifiedReason,
    [property: Description("Unix ms; null: not acknowledged.")] long? AcknowledgedAt,
    [property: Description("User id.")] string? AcknowledgedBy,
    [property: Description("Revision of the bar that replaced the one it fired on; null: none did.")] int? RevisedBy)
{
    /// <summary>The columns of a CSV answer.</summary>
    public static readonly IReadOnlyList<Column<AlertJson>> Columns =
    [
        new("open_time", alert => Csv.Iso(alert.BarTime)),
        new("open_time_ms", alert => alert.BarTime),
        new("id", alert => alert.Id),
        new("rule_id", alert => alert.RuleId),
        new("rule_name", alert => alert.RuleName),
        new("target", alert => alert.Target.Pair is { } pair ? "pair:" + pair : "symbol:" + alert.Target.Symbol),
        new("target_name", alert => alert.TargetName),
        new("venue", alert => alert.Venue),
        new("interval", alert => alert.Interval),
        new("state", alert => alert.State),
        new("resolves", alert => alert.Resolves),
        new("severity", alert => alert.Severity),
        new("fired_at", alert => Csv.Iso(alert.FiredAt)),
        new("fired_at_ms", alert => alert.FiredAt),
        new("values", alert => JsonSerializer.Serialize(alert.Values, ApiJson.Options)),
        new("message", alert => alert.Message),
        new("late", alert => alert.Late),
        new("notified", alert => alert.Notified),
        new("not_notified_reason", alert => alert.NotNotifiedReason),
        new("acknowledged_at_ms", alert => alert.AcknowledgedAt),
        new("acknowledged_by", alert => alert.AcknowledgedBy),
        new("revised_by", alert => alert.RevisedBy),
    ];

    public static AlertJson Of(AlertRecord record)
    {
        var made = record.Transition;
        return new AlertJson(
            made.Id, made.RuleId, made.RuleName, RuleTargetJson.Of(made.Target), made.TargetName, made.Venue, made.Interval.Name(), made.State, made.Resolves, made.Severity, made.BarTime,
            record.FiredAt, made.Values, made.Message, made.Late, record.Notified, record.NotNotified, record.AcknowledgedAt, record.AcknowledgedBy, record.RevisedBy);
    }
}

/// <summary>Which alerts to acknowledge: those named, or all up to a time; neither: all.</summary>
[Example("""{"before":1767225600000}""")]
internal sealed record AckBody(
    [property: Description("Ids of alerts, at most 1000.")] IReadOnlyList<string>? Ids,
    [property: Description("All alerts that the inbox took up to this time, Unix ms.")] long? Before);

/// <summary>What was acknowledged.</summary>
[Example("""{"acknowledged":2,"unacknowledged":0}""")]
internal sealed record AckedJson([property: Description("How many are newly acknowledged.")] int Acknowledged, [property: Description("How many are not.")] int Unacknowledged);
