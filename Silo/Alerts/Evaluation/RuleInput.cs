using System.Runtime.InteropServices;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Feeds;

namespace QuantPlatform.Silo.Alerts.Evaluation;

/// <summary>What is known of a target at this moment besides its closed points.</summary>
/// <param name="Clock">Where the exchange's clock stands, Unix ms; 0: unknown.</param>
/// <param name="Feed">The target's feed state; null: not heard yet.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RuleMoment(long Clock, FeedState? Feed);

/// <summary>Why a value is or is not there.</summary>
internal enum ValueState
{
    Ready,

    /// <summary>Not ready, and nothing is wrong: it warms up, or is undefined by definition.</summary>
    Absent,

    /// <summary>Not ready although the bar is closed: data is missing.</summary>
    Missing,
}

/// <summary>A metric's value at one bar.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RuleValue(double Number, ValueState State)
{
    public static readonly RuleValue Absent = new(double.NaN, ValueState.Absent);

    public bool IsReady => State == ValueState.Ready;

    /// <summary>A number that is none is missing.</summary>
    public static RuleValue Of(double number) => new(number, double.IsFinite(number) ? ValueState.Ready : ValueState.Missing);
}

/// <summary>What came of an evaluation.</summary>
/// <param name="Transitions">In order; usually none.</param>
internal readonly record struct RuleStep(TargetProgress Target, RuleProgress Rule, IReadOnlyList<AlertTransition> Transitions);
