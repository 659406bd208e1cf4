using System.Collections.Immutable;
using Orleans;

namespace QuantPlatform.Contracts.Alerts;

/// <summary>Where a rule stands.</summary>
/// <param name="PausedReason">Why, in words; null when it is not paused.</param>
/// <param name="SnoozedUntil">Unix ms; null when it is not snoozed.</param>
[GenerateSerializer, Immutable, Alias("RuleStatus")]
public sealed record RuleStatus(
    [property: Id(0)] bool Paused,
    [property: Id(1)] string? PausedReason,
    [property: Id(2)] long? SnoozedUntil,
    [property: Id(3)] ImmutableArray<RuleTargetStatus> Targets);

/// <summary>Where a rule stands on one target.</summary>
/// <param name="Target">A pair or a symbol.</param>
/// <param name="Name">The target's shown name.</param>
/// <param name="Since">Close time of the bar that led here, Unix ms; null: since it was saved.</param>
/// <param name="Value">What the first condition looked at, at the last evaluation; null when it was not ready.</param>
/// <param name="LastBar">Open time of the last bar evaluated; null: none yet.</param>
/// <param name="Reason">Why it is in this state, one sentence.</param>
[GenerateSerializer, Immutable, Alias("RuleTargetStatus")]
public sealed record RuleTargetStatus(
    [property: Id(0)] RuleTarget Target,
    [property: Id(1)] string Name,
    [property: Id(2)] RuleTargetState State,
    [property: Id(3)] long? Since,
    [property: Id(4)] double? Value,
    [property: Id(5)] long? LastBar,
    [property: Id(6)] string Reason);
