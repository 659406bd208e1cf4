using System.Collections.Immutable;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Web.Alerts;

/// <summary>Rules that many want, in one click.</summary>
/// <param name="Icon">Name in <c>Client/icons.txt</c>.</param>
/// <param name="ForSymbols">Whether it can watch a symbol.</param>
internal sealed record RulePreset(string Id, string Name, string Icon, string Says, bool ForSymbols, RuleSettings Settings)
{
    private static readonly RuleTarget Nothing = new();

    public static readonly ImmutableArray<RulePreset> All =
    [
        Of("z", "z extreme", "arrows-maximize", "|z| above 2.5, until 1", false, AlertSeverity.Warning, 1, new RuleCondition { Metric = AlertMetric.AbsZ, Operator = AlertOperator.Above, Value = 2.5, Exit = 1 }),
        Of("correlation", "Correlation breakdown", "link", "correlation below 0.5 for 3 bars, until 0.6", false, AlertSeverity.Warning, 3, new RuleCondition { Metric = AlertMetric.Correlation, Operator = AlertOperator.Below, Value = 0.5, Exit = 0.6 }),
        Of("volatility", "Volatility spike", "activity", "volatility ratio above 2, until 1.5", false, AlertSeverity.Warning, 1, new RuleCondition { Metric = AlertMetric.VolatilityRatio, Operator = AlertOperator.Above, Value = 2, Exit = 1.5 }),
        Of("stationarity", "Stationarity risk", "chart-line", "Engle–Granger p above 0.1 for 3 bars, until 0.05", false, AlertSeverity.Info, 3, new RuleCondition { Metric = AlertMetric.EgP, Operator = AlertOperator.Above, Value = 0.1, Exit = 0.05 }),
        Of("feed", "Feed stale", "plug-connected-x", "feed not live for 10 s", true, AlertSeverity.Critical, 10, new RuleCondition { Metric = AlertMetric.FeedState, Operator = AlertOperator.Above, Value = 1 }),
    ];

    private static RulePreset Of(string id, string name, string icon, string says, bool forSymbols, AlertSeverity severity, int forBars, RuleCondition condition) =>
        new(id, name, icon, says, forSymbols, new RuleSettings { Name = name, Target = Nothing, Conditions = [condition], Severity = severity, ForBars = forBars });
}
