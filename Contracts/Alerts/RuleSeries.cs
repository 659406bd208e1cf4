using System.Collections.Immutable;
using Orleans;

namespace QuantPlatform.Contracts.Alerts;

/// <summary>
/// What a rule's first condition compared on one target, over a range of bars: its metric, or for a move the change in percent. Of many bars only the lowest and the highest of
/// each stretch, and every bar of an alert.
/// </summary>
/// <param name="IntervalMs">Length of the target's bars.</param>
/// <param name="StepMs">Length of a stretch; as long as a bar: every bar is there.</param>
/// <param name="Times">Open times, Unix ms, ascending.</param>
/// <param name="Values">One for each time; null: not ready.</param>
[GenerateSerializer, Immutable, Alias("RuleSeries")]
public sealed record RuleSeries(
    [property: Id(0)] DryRunTarget Target,
    [property: Id(1)] string TargetName,
    [property: Id(2)] long IntervalMs,
    [property: Id(3)] long StepMs,
    [property: Id(4)] ImmutableArray<long> Times,
    [property: Id(5)] ImmutableArray<double?> Values);
