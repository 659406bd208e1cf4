using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Alerts;

/// <summary>A line that a condition draws across the chart of what it compares.</summary>
/// <param name="IsExit">Where it resolves, not where it fires.</param>
public sealed record RuleLevel(double Value, string Text, bool IsExit);

/// <summary>The lines of a condition. A number that cannot be read draws none.</summary>
internal static class RuleLevels
{
    public static IReadOnlyList<RuleLevel> Of(RuleCondition condition)
    {
        var (a, b) = (condition.Value, condition.Value2 ?? double.NaN);
        IEnumerable<RuleLevel> levels = condition.Operator switch
        {
            AlertOperator.Above or AlertOperator.Below => WithExit(condition),
            AlertOperator.Inside => [Fires("fires from", a), Fires("fires up to", b)],
            AlertOperator.Outside => [Fires("fires below", a), Fires("fires above", b)],
            AlertOperator.CrossesUp => [Fires("fires crossing up", a)],
            AlertOperator.CrossesDown => [Fires("fires crossing down", a)],
            AlertOperator.Crosses => [Fires("fires crossing", a)],
            AlertOperator.MovesUpPct => [Fires("fires from", a)],
            _ => [Fires("fires down from", -a)],
        };
        return [.. levels.Where(level => double.IsFinite(level.Value))];
    }

    private static IEnumerable<RuleLevel> WithExit(RuleCondition condition)
    {
        var side = condition.Operator == AlertOperator.Above ? "above" : "below";
        if (condition.Exit is not { } exit || exit == condition.Value)
        {
            return [Fires($"fires {side}, resolves at", condition.Value)];
        }

        return [Fires("fires " + side, condition.Value), new RuleLevel(exit, $"resolves at {AlertTexts.Number(exit)}", true)];
    }

    private static RuleLevel Fires(string words, double value) => new(value, $"{words} {AlertTexts.Number(value)}", false);
}
