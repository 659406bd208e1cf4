using System.Runtime.InteropServices;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Evaluation;

/// <summary>Whether a condition holds; unknown without ready values.</summary>
internal enum Truth
{
    False,
    True,
    Unknown,
}

/// <summary>A condition at one evaluation.</summary>
/// <param name="PastExit">True when a firing rule resolves by it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ConditionResult(Truth Truth, bool PastExit, RuleValue Value);

/// <summary>Decides one condition by the definitions of its operators (DOMAIN: "Alerts").</summary>
internal static class ConditionTest
{
    /// <summary>True for crossings: they hold for one bar and need no exit.</summary>
    public static bool IsMomentary(AlertOperator op) => op is AlertOperator.CrossesUp or AlertOperator.CrossesDown or AlertOperator.Crosses;

    public static bool IsMove(AlertOperator op) => op is AlertOperator.MovesUpPct or AlertOperator.MovesDownPct;

    /// <param name="value">At this bar.</param>
    /// <param name="previous">At the bar just before; not ready across a gap.</param>
    /// <param name="basis">At the bar so many bars before, for moves.</param>
    public static ConditionResult Decide(RuleCondition condition, RuleValue value, RuleValue previous, RuleValue basis)
    {
        if (!value.IsReady)
        {
            return new ConditionResult(Truth.Unknown, false, value);
        }

        var (v, a) = (value.Number, condition.Value);
        var exit = condition.Exit ?? a;
        return condition.Operator switch
        {
            AlertOperator.Above => new ConditionResult(Of(v > a), v <= exit, value),
            AlertOperator.Below => new ConditionResult(Of(v < a), v >= exit, value),
            AlertOperator.Inside => Level(v >= a && v <= condition.Value2, value),
            AlertOperator.Outside => Level(v < a || v > condition.Value2, value),
            AlertOperator.CrossesUp => Level(previous.IsReady && Up(previous.Number, a, v), value),
            AlertOperator.CrossesDown => Level(previous.IsReady && Down(previous.Number, a, v), value),
            AlertOperator.Crosses => Level(previous.IsReady && (Up(previous.Number, a, v) || Down(previous.Number, a, v)), value),
            _ => Compared(condition, value, basis) is { IsReady: true } move
                ? Level(Moved(condition.Operator, move.Number, a), value)
                : new ConditionResult(Truth.Unknown, false, value),
        };
    }

    /// <summary>What is compared with the condition's value: the metric, or for a move its change in percent.</summary>
    public static RuleValue Compared(RuleCondition condition, RuleValue value, RuleValue basis) =>
        !IsMove(condition.Operator) ? value
        : value.IsReady && basis.IsReady && basis.Number > 0 ? new RuleValue(100 * (value.Number - basis.Number) / basis.Number, ValueState.Ready)
        : RuleValue.Absent;

    private static bool Up(double previous, double a, double current) => previous <= a && a < current;

    private static bool Down(double previous, double a, double current) => previous >= a && a > current;

    private static bool Moved(AlertOperator op, double percent, double a) => op == AlertOperator.MovesUpPct ? percent >= a : percent <= -a;

    private static ConditionResult Level(bool holds, RuleValue value) => new(Of(holds), !holds, value);

    private static Truth Of(bool holds) => holds ? Truth.True : Truth.False;
}
