using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Silo.Alerts.Evaluation;

namespace QuantPlatform.Silo.Alerts.Rules;

/// <summary>What a condition must satisfy.</summary>
internal static class ConditionRules
{
    /// <param name="path">In front of the names of fields, e.g. <c>conditions[0].</c>.</param>
    public static void Check(RuleCondition condition, RuleTarget target, string path, RuleComplaints broken)
    {
        broken.Invalid(!Enum.IsDefined(condition.Metric), path + "metric", "one of the metrics", "Choose one of the metrics.");
        broken.Invalid(!Enum.IsDefined(condition.Operator), path + "operator", "one of the operators", "Choose one of the operators.");
        broken.Invalid(!double.IsFinite(condition.Value), path + "value", "a number", "The value is a number.");
        CheckBand(condition, path, broken);
        CheckExit(condition, path, broken);
        CheckMove(condition, path, broken);
        CheckTarget(condition, target, path, broken);
    }

    private static void CheckBand(RuleCondition condition, string path, RuleComplaints broken)
    {
        var isBand = condition.Operator is AlertOperator.Inside or AlertOperator.Outside;
        broken.Invalid(isBand && condition.Value2 is null, path + "value2", "required with inside and outside", "A band has two ends.");
        broken.Invalid(!isBand && condition.Value2 is not null, path + "value2", "only with inside and outside", "Only a band has two ends.");
        broken.Invalid(condition.Value2 is { } end && !double.IsFinite(end), path + "value2", "a number", "The second value is a number.");
        broken.Contradicts(isBand && condition.Value2 < condition.Value, path + "value2", "value <= value2", "The second value is the upper end of the band.");
    }

    private static void CheckExit(RuleCondition condition, string path, RuleComplaints broken)
    {
        broken.Invalid(
            condition.Exit is not null && condition.Operator is not (AlertOperator.Above or AlertOperator.Below),
            path + "exit", "only with above and below", "Only above and below have an exit.");
        broken.Invalid(condition.Exit is { } exit && !double.IsFinite(exit), path + "exit", "a number", "The exit is a number.");
        broken.Contradicts(condition.Operator == AlertOperator.Above && condition.Exit > condition.Value, path + "exit", "exit <= value", "With above, the exit lies at or below the value.");
        broken.Contradicts(condition.Operator == AlertOperator.Below && condition.Exit < condition.Value, path + "exit", "exit >= value", "With below, the exit lies at or above the value.");
    }

    private static void CheckMove(RuleCondition condition, string path, RuleComplaints broken)
    {
        var isMove = ConditionTest.IsMove(condition.Operator);
        broken.Invalid(!isMove && condition.Bars is not null, path + "bars", "only with movesUpPct and movesDownPct", "Only moves look so many bars back.");
        broken.Invalid(condition.Bars is < 1 or > RuleSettings.MaxBars, path + "bars", $"1 to {RuleSettings.MaxBars}", $"A move looks 1 to {RuleSettings.MaxBars} bars back.");
        broken.Invalid(isMove && condition.Value <= 0, path + "value", "greater than 0", "A move is a positive number of percent; its direction is in the operator.");
        broken.Invalid(
            isMove && condition.Metric is not (AlertMetric.Price or AlertMetric.Volume), path + "operator", "moves are of price and volume", "Only price and volume move by percent.");
        broken.Invalid(
            MetricReader.IsTimed(condition.Metric) && ConditionTest.IsMomentary(condition.Operator),
            path + "operator", "no crossing of barAge and feedState", "What is looked at every second has no bar before to cross from.");
    }

    private static void CheckTarget(RuleCondition condition, RuleTarget target, string path, RuleComplaints broken)
    {
        var isOfLeg = MetricReader.IsOfLeg(condition.Metric);
        broken.Invalid(condition.Leg is { } leg && !Enum.IsDefined(leg), path + "leg", "y or x", "A pair has the legs y and x.");
        broken.Invalid(condition.Leg is not null && !isOfLeg, path + "leg", "only with price, returnPct and volume", "This metric is one of the whole pair.");
        broken.Invalid(isOfLeg && target.Pair is not null && condition.Leg is null, path + "leg", "required on a pair", "Say which leg's: y or x.");
        broken.Invalid(isOfLeg && target.Symbol is not null && condition.Leg is not null, path + "leg", "only on a pair", "A symbol has no legs.");
        broken.Invalid(
            MetricReader.IsOfPair(condition.Metric) && target.Symbol is not null, path + "metric", "one that a symbol has", "Only a pair has this metric.");
    }
}
