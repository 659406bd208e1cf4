using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.Alerts;

/// <summary>What the chart of a rule on one target draws.</summary>
/// <param name="Points">Time (open of the bar, Unix ms) and what the first condition compared; null: not ready.</param>
/// <param name="Marks">In order of time.</param>
public sealed record RuleChartRows(IReadOnlyList<double?[]> Points, IReadOnlyList<RuleLevel> Levels, IReadOnlyList<RuleMark> Marks)
{
    /// <param name="alerts">Of this target.</param>
    internal static RuleChartRows Of(RuleSeries series, IEnumerable<DryRunAlert> alerts, RuleCondition condition) => new(
        [.. series.Times.Zip(series.Values, (time, value) => new[] { time, value })],
        RuleLevels.Of(condition),
        [.. alerts.OrderBy(alert => alert.BarTime).Select(alert => new RuleMark(alert.BarTime, ApiJson.WordOf(alert.State)))]);
}

/// <summary>An alert on the chart.</summary>
/// <param name="Time">Open of its bar, Unix ms.</param>
/// <param name="State">As in the API: firing, resolved, noData or error.</param>
public sealed record RuleMark(long Time, string State);
