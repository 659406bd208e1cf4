using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Contracts.Alerts;

/// <summary>What a rule decided about one target at one bar: what the inbox makes a record of, or delivers again.</summary>
/// <param name="Id">A hash of rule, rule revision, target, bar and transition: the same decision has the same id, whenever it is made.</param>
/// <param name="Target">The pair or symbol.</param>
/// <param name="TargetName">Its shown name.</param>
/// <param name="Venue">Where its prices come from.</param>
/// <param name="Resolves">Id of the record that this one ends.</param>
/// <param name="BarTime">Open time of the bar, Unix ms.</param>
/// <param name="CloseTime">When that bar ended, Unix ms: what cooldowns, silences and snoozes count by.</param>
/// <param name="Values">Every metric of the target at that bar by its API name; null: not ready.</param>
/// <param name="Late">Found more than 10 minutes after the bar ended: never delivered.</param>
/// <param name="Suppressed">Why the rule wants no delivery; null: it wants one.</param>
/// <param name="IsRepeat">No record: the alert <paramref name="Resolves"/> still fires and is to be delivered once more.</param>
/// <param name="Revision">Revision of the bar as it was looked at.</param>
[GenerateSerializer, Immutable, Alias("AlertTransition")]
public sealed record AlertTransition(
    [property: Id(0)] string Id,
    [property: Id(1)] string RuleId,
    [property: Id(2)] string RuleName,
    [property: Id(3)] RuleTarget Target,
    [property: Id(4)] string TargetName,
    [property: Id(5)] string Venue,
    [property: Id(6)] Interval Interval,
    [property: Id(7)] AlertState State,
    [property: Id(8)] string? Resolves,
    [property: Id(9)] AlertSeverity Severity,
    [property: Id(10)] long BarTime,
    [property: Id(11)] long CloseTime,
    [property: Id(12)] ImmutableSortedDictionary<string, double?> Values,
    [property: Id(13)] string Message,
    [property: Id(14)] bool Late,
    [property: Id(15)] string? Suppressed,
    [property: Id(16)] ImmutableArray<string> ContactPoints,
    [property: Id(17)] bool IsRepeat,
    [property: Id(18)] int Revision = 0);
