using System.Collections.Immutable;
using Orleans;

namespace QuantPlatform.Contracts.Alerts;

/// <summary>What a dry run is asked, as the JSON input of its job.</summary>
/// <param name="From">First bar that counts, Unix ms.</param>
/// <param name="To">Exclusive.</param>
[GenerateSerializer, Immutable, Alias("DryRunInput")]
public sealed record DryRunInput([property: Id(0)] RuleSettings Rule, [property: Id(1)] long From, [property: Id(2)] long To);

/// <summary>What a dry run found, as the JSON result of its job.</summary>
/// <param name="Fired">How often the rule would have fired.</param>
/// <param name="MedianFiringMs">Median time from a fire to its resolution; null when none was resolved.</param>
/// <param name="Bars">How many bars were evaluated.</param>
/// <param name="BreakerTrips">How often the breaker would have paused it; the run goes on.</param>
/// <param name="Alerts">Up to <see cref="MaxAlerts"/>, oldest first.</param>
/// <param name="Series">What the first condition compared, for each target that has stored bars.</param>
[GenerateSerializer, Immutable, Alias("DryRunResult")]
public sealed record DryRunResult(
    [property: Id(0)] int Fired,
    [property: Id(1)] double? MedianFiringMs,
    [property: Id(2)] long Bars,
    [property: Id(3)] int BreakerTrips,
    [property: Id(4)] ImmutableArray<DryRunAlert> Alerts,
    [property: Id(5)] ImmutableArray<RuleSeries> Series)
{
    /// <summary>Most alerts in one result; <see cref="Fired"/> counts all.</summary>
    public const int MaxAlerts = 1_000;
}

/// <summary>One alert that a rule would have made.</summary>
[GenerateSerializer, Immutable, Alias("DryRunAlert")]
public sealed record DryRunAlert(
    [property: Id(0)] string Id,
    [property: Id(1)] DryRunTarget Target,
    [property: Id(2)] string TargetName,
    [property: Id(3)] AlertState State,
    [property: Id(4)] string? Resolves,
    [property: Id(5)] long BarTime,
    [property: Id(6)] long CloseTime,
    [property: Id(7)] string Message,
    [property: Id(8)] ImmutableSortedDictionary<string, double?> Values);

/// <summary>The pair or symbol it is about.</summary>
[GenerateSerializer, Immutable, Alias("DryRunTarget")]
public sealed record DryRunTarget([property: Id(0)] string? Pair, [property: Id(1)] string? Symbol);
