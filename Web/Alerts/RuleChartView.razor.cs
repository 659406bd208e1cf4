using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Alerts;

/// <summary>The chart of a rule on one target.</summary>
public sealed partial class RuleChartView
{
    private RuleChart? chart;
    private RuleChartRows? rows;
    private (RuleSeries Series, RuleCondition Condition) drawn;
    private int decimals;

    /// <summary>Unique on the page.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required RuleSeries Series { get; set; }

    /// <summary>Those of the series' target.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<DryRunAlert> Alerts { get; set; }

    /// <summary>The rule that was tried.</summary>
    [Parameter, EditorRequired]
    public required RuleSettings Rule { get; set; }

    private string Metric => AlertTexts.Compared(Rule.Conditions[0]);

    /// <summary>Scrolls to the bar that opens at a time, Unix ms.</summary>
    public Task Show(long time) => chart?.Show(time) ?? Task.CompletedTask;

    /// <summary>The alerts of one target among those of many.</summary>
    internal static IReadOnlyList<DryRunAlert> AlertsOf(ImmutableArray<DryRunAlert> alerts, DryRunTarget target) => [.. alerts.Where(alert => alert.Target == target)];

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // Only what is new is sent to the browser.
        if (rows is null || drawn != (Series, Rule.Conditions[0]))
        {
            drawn = (Series, Rule.Conditions[0]);
            rows = RuleChartRows.Of(Series, Alerts, Rule.Conditions[0]);
            decimals = DecimalsOf();
        }
    }

    /// <summary>A metric's usual decimals; of a price or volume as many as the largest value needs.</summary>
    private int DecimalsOf() => Rule.Conditions[0] switch
    {
        var condition when condition.Operator is AlertOperator.MovesUpPct or AlertOperator.MovesDownPct => 3,
        { Metric: AlertMetric.Z or AlertMetric.AbsZ } => 2,
        { Metric: AlertMetric.Spread } => 5,
        { Metric: AlertMetric.Price or AlertMetric.Volume } => Format.PriceDecimals(Series.Values.Max()),
        { Metric: AlertMetric.HalfLife } => 1,
        _ => 3,
    };
}
