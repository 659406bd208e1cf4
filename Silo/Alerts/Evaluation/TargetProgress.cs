using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Evaluation;

/// <summary>How far a rule has come on one target: all that the next evaluation depends on besides the points themselves.</summary>
[GenerateSerializer, Immutable, Alias("TargetProgress")]
internal sealed record TargetProgress
{
    /// <summary>Only bars that open later count. Null: not known yet, because there was no closed bar.</summary>
    [Id(0)] public long? Start { get; init; }

    /// <summary>Open time of the last bar evaluated.</summary>
    [Id(1)] public long? LastBar { get; init; }

    /// <summary>Normal, Pending, Firing, Recovering, NoData, Error, or Paused (fired <c>once</c>).</summary>
    [Id(2)] public RuleTargetState State { get; init; }

    /// <summary>Close time of the bar that led into <see cref="State"/>.</summary>
    [Id(3)] public long? Since { get; init; }

    /// <summary>Consecutive evaluations on which the conditions held.</summary>
    [Id(4)] public int Streak { get; init; }

    /// <summary>Open time of the last evaluation of the streak.</summary>
    [Id(5)] public long? StreakBar { get; init; }

    /// <summary>Id of the record that a resolution will name.</summary>
    [Id(6)] public string? OpenAlert { get; init; }

    /// <summary>Why <see cref="OpenAlert"/> asked for no delivery; null: it asked for one.</summary>
    [Id(7)] public string? OpenSuppressed { get; init; }

    /// <summary>Close time of the last fire that asked for delivery: the cooldown counts from here.</summary>
    [Id(8)] public long? NotifiedAt { get; init; }

    /// <summary>Close time of the last delivery of the firing alert.</summary>
    [Id(9)] public long? RepeatedAt { get; init; }

    /// <summary>Bar of the last fire: at most one a bar.</summary>
    [Id(10)] public long? FiredBar { get; init; }

    /// <summary>By condition: consecutive bars without a value although there was one; −1: there never was one.</summary>
    [Id(11)] public ImmutableArray<int> Missing { get; init; } = [];

    /// <summary>What the first condition looked at, at the last evaluation; null: not ready.</summary>
    [Id(12)] public double? Value { get; init; }

    /// <summary>Why it is in this state, one sentence.</summary>
    [Id(13)] public string Reason { get; init; } = "";
}
