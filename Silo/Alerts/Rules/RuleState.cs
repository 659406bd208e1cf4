using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Silo.Alerts.Evaluation;

namespace QuantPlatform.Silo.Alerts.Rules;

/// <summary>All of a rule that must survive a crash, in one write: where it stands, how far it has come, and what the inbox may not have yet.</summary>
[GenerateSerializer, Alias("RuleState")]
internal sealed record RuleState
{
    /// <summary>Version of the definition that the starts belong to; 0: never started.</summary>
    [Id(0)] public long Version { get; init; }

    /// <summary>What decides whether an alert that fires still means something after a change of the rule.</summary>
    [Id(1)] public string Meaning { get; init; } = "";

    [Id(2)] public RuleProgress Rule { get; init; } = new();

    /// <summary>By <see cref="RuleMember.KeyOf"/>.</summary>
    [Id(3)] public ImmutableDictionary<string, TargetProgress> Targets { get; init; } = ImmutableDictionary<string, TargetProgress>.Empty;

    /// <summary>Decided, and not yet known to be in the inbox.</summary>
    [Id(4)] public ImmutableArray<AlertTransition> Pending { get; init; } = [];

    /// <summary>The <see cref="Meaning"/> of settings: name, message, severity and delivery are no part of it.</summary>
    public static string MeaningOf(RuleSettings settings) =>
        $"{settings.Target}|{settings.Interval}|{settings.ForBars}|{settings.Trigger}|{settings.NoData}|{string.Join(';', settings.Conditions)}";
}
