using Orleans;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Contracts.Alerts;

/// <summary>For a while, matching alerts are recorded but not delivered. Every member that is set must match; none set: all alerts.</summary>
[GenerateSerializer, Immutable, Alias("SilenceSettings")]
public sealed record SilenceSettings
{
    [Id(0)] public string? RuleId { get; init; }

    [Id(1)] public string? Pair { get; init; }

    [Id(2)] public SymbolKey? Symbol { get; init; }

    [Id(3)] public AlertSeverity? Severity { get; init; }

    /// <summary>Inclusive, Unix ms; compared with the time the bar closed.</summary>
    [Id(4)] public required long From { get; init; }

    /// <summary>Exclusive, Unix ms.</summary>
    [Id(5)] public required long To { get; init; }

    /// <summary>At most 200 characters.</summary>
    [Id(6)] public string? Comment { get; init; }
}

/// <summary>A stored silence.</summary>
/// <param name="CreatedAt">Unix ms.</param>
[GenerateSerializer, Immutable, Alias("Silence")]
public sealed record Silence([property: Id(0)] string Id, [property: Id(1)] long CreatedAt, [property: Id(2)] SilenceSettings Settings);
