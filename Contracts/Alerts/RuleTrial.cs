using System.Collections.Immutable;
using Orleans;

namespace QuantPlatform.Contracts.Alerts;

/// <summary>A rule that is being edited, on the last closed bars of one of its targets.</summary>
/// <param name="Members">Everything it would watch that has stored bars; empty: there is none.</param>
/// <param name="Result">What it would have done there; its series is that of the target that was tried.</param>
[GenerateSerializer, Immutable, Alias("RuleTrial")]
public sealed record RuleTrial([property: Id(0)] ImmutableArray<RuleTrialMember> Members, [property: Id(1)] DryRunResult Result)
{
    /// <summary>Over so many bars.</summary>
    public const int Bars = 500;
}

/// <summary>A pair or symbol that a rule can be tried on.</summary>
[GenerateSerializer, Immutable, Alias("RuleTrialMember")]
public sealed record RuleTrialMember([property: Id(0)] RuleTarget Target, [property: Id(1)] string Name);
