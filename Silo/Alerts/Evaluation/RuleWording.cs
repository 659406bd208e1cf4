using System.Globalization;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Evaluation;

/// <summary>Rules as words.</summary>
internal static class RuleWording
{
    /// <summary>The API's name.</summary>
    public static string Name(AlertMetric metric) => metric switch
    {
        AlertMetric.Z => "z",
        AlertMetric.AbsZ => "absZ",
        AlertMetric.Spread => "spread",
        AlertMetric.Price => "price",
        AlertMetric.ReturnPct => "returnPct",
        AlertMetric.Correlation => "correlation",
        AlertMetric.BetaDrift => "betaDrift",
        AlertMetric.VolatilityRatio => "volatilityRatio",
        AlertMetric.AdfP => "adfP",
        AlertMetric.EgP => "egP",
        AlertMetric.HalfLife => "halfLife",
        AlertMetric.Volume => "volume",
        AlertMetric.BarAge => "barAge",
        _ => "feedState",
    };

    /// <summary>All conditions, e.g. <c>z above 2 and correlation below 0.5</c>.</summary>
    public static string Of(RuleSettings settings) => string.Join(" and ", settings.Conditions.Select(Of));

    private static string Of(RuleCondition condition)
    {
        var metric = condition.Leg is { } leg ? $"{Name(condition.Metric)} of {(leg == RuleLeg.Y ? 'Y' : 'X')}" : Name(condition.Metric);
        var a = Number(condition.Value);
        return condition.Operator switch
        {
            AlertOperator.Above => $"{metric} above {a}",
            AlertOperator.Below => $"{metric} below {a}",
            AlertOperator.Inside => $"{metric} inside {a} to {Number(condition.Value2 ?? double.NaN)}",
            AlertOperator.Outside => $"{metric} outside {a} to {Number(condition.Value2 ?? double.NaN)}",
            AlertOperator.CrossesUp => $"{metric} crosses {a} upwards",
            AlertOperator.CrossesDown => $"{metric} crosses {a} downwards",
            AlertOperator.Crosses => $"{metric} crosses {a}",
            AlertOperator.MovesUpPct => $"{metric} up {a} % in {Bars(condition)}",
            _ => $"{metric} down {a} % in {Bars(condition)}",
        };
    }

    /// <summary>A number as a person reads it: six significant digits, prices in full.</summary>
    public static string Number(double value) =>
        Math.Abs(value) is >= 1e5 and < 1e15 ? value.ToString("0.####", CultureInfo.InvariantCulture) : value.ToString("G6", CultureInfo.InvariantCulture);

    private static string Bars(RuleCondition condition) => (condition.Bars ?? 1) == 1 ? "1 bar" : $"{condition.Bars} bars";
}
