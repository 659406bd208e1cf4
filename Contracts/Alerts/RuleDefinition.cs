using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Contracts.Alerts;

/// <summary>One condition; several are joined by AND.</summary>
[GenerateSerializer, Immutable, Alias("RuleCondition")]
public sealed record RuleCondition
{
    [Id(0)] public required AlertMetric Metric { get; init; }

    [Id(1)] public required AlertOperator Operator { get; init; }

    /// <summary>a.</summary>
    [Id(2)] public required double Value { get; init; }

    /// <summary>a2 of <see cref="AlertOperator.Inside"/> and <see cref="AlertOperator.Outside"/>, at least a.</summary>
    [Id(3)] public double? Value2 { get; init; }

    /// <summary>Where <see cref="AlertOperator.Above"/> (v &lt;= exit) or <see cref="AlertOperator.Below"/> (v &gt;= exit) resolves. Null: at the value.</summary>
    [Id(4)] public double? Exit { get; init; }

    /// <summary>Over how many bars <see cref="AlertOperator.MovesUpPct"/> and <see cref="AlertOperator.MovesDownPct"/> look back. Null: one.</summary>
    [Id(5)] public int? Bars { get; init; }

    /// <summary>On a pair: which leg's price, return or volume.</summary>
    [Id(6)] public RuleLeg? Leg { get; init; }
}

/// <summary>What a user may say about a rule; name, target and conditions have no default.</summary>
[GenerateSerializer, Immutable, Alias("RuleSettings")]
public sealed record RuleSettings
{
    public const int MaxConditions = 8;

    public const int MaxBars = 5_000;

    public const int MaxContactPoints = 20;

    /// <summary>1 to 80 characters.</summary>
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public bool Enabled { get; init; } = true;

    [Id(2)] public required RuleTarget Target { get; init; }

    /// <summary>At which bars symbols are evaluated. Null: 1m. A pair is always evaluated at its own interval; here it may only repeat it.</summary>
    [Id(3)] public Interval? Interval { get; init; }

    /// <summary>1 to 8.</summary>
    [Id(4)] public required ImmutableArray<RuleCondition> Conditions { get; init; }

    /// <summary>On how many consecutive evaluations the conditions must hold before the rule fires.</summary>
    [Id(5)] public int ForBars { get; init; } = 1;

    [Id(6)] public AlertTrigger Trigger { get; init; }

    /// <summary>How long after a notified fire further ones are only recorded.</summary>
    [Id(7)] public int CooldownSeconds { get; init; }

    /// <summary>How often a firing alert is delivered again. Null: never.</summary>
    [Id(8)] public int? RepeatSeconds { get; init; }

    [Id(9)] public NoDataPolicy NoData { get; init; }

    [Id(10)] public AlertSeverity Severity { get; init; } = AlertSeverity.Warning;

    /// <summary>Template of the message; null: a sentence made of the conditions.</summary>
    [Id(11)] public string? Message { get; init; }

    /// <summary>Ids of the contact points it is delivered to.</summary>
    [Id(12)] public ImmutableArray<string> ContactPoints { get; init; } = [];

    /// <summary>Whether <see cref="ContactPoints"/> are at most <see cref="MaxContactPoints"/> ids, each once; whether they exist is another question.</summary>
    public bool NamesContactPointsSoundly() =>
        ContactPoints.Length <= MaxContactPoints && ContactPoints.All(TenantKey.IsPart) && ContactPoints.Distinct(StringComparer.Ordinal).Count() == ContactPoints.Length;
}

/// <summary>A stored rule of one user.</summary>
/// <param name="Version">Rises with each change: the API's ETag, and the rule revision in an alert's id.</param>
/// <param name="CreatedAt">Unix ms.</param>
[GenerateSerializer, Immutable, Alias("RuleDefinition")]
public sealed record RuleDefinition(
    [property: Id(0)] string Id,
    [property: Id(1)] long Version,
    [property: Id(2)] long CreatedAt,
    [property: Id(3)] RuleSettings Settings) : IDefinition<RuleDefinition, RuleSettings>
{
    /// <inheritdoc/>
    public static RuleDefinition Create(string id, long version, long createdAt, RuleSettings settings) => new(id, version, createdAt, settings);
}
