using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.Alerts;

/// <summary>One condition; several are joined by AND.</summary>
internal sealed record RuleConditionJson(
    [property: Description("What is looked at."), Required] AlertMetric? Metric,
    [property: Description("How it is compared."), Required] AlertOperator? Operator,
    [property: Description("With what."), Required] double? Value,
    [property: Description("Upper end of `inside` and `outside`."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Value2,
    [property: Description("Where `above` (value <= exit) or `below` (value >= exit) resolves. Default: at `value`."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Exit,
    [property: Description("How many bars `movesUpPct` and `movesDownPct` look back, 1 to 5000. Default 1."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Bars,
    [property: Description("On a pair: whose `price`, `returnPct` or `volume`."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RuleLeg? Leg)
{
    public static RuleConditionJson Of(RuleCondition condition) => new(
        condition.Metric, condition.Operator, condition.Value, condition.Value2, condition.Exit, condition.Bars, condition.Leg);

    /// <summary>The condition; what is missing is added to <paramref name="errors"/>.</summary>
    public RuleCondition Read(FieldErrors errors)
    {
        Require(Metric is null, "metric", "Say what is looked at.", errors);
        Require(Operator is null, "operator", "Say how it is compared.", errors);
        Require(Value is null, "value", "Say with what it is compared.", errors);
        return new RuleCondition
        {
            Metric = Metric ?? default,
            Operator = Operator ?? default,
            Value = Value ?? 0,
            Value2 = Value2,
            Exit = Exit,
            Bars = Bars,
            Leg = Leg,
        };
    }

    private static void Require(bool isMissing, string field, string message, FieldErrors errors)
    {
        if (isMissing)
        {
            errors.Add(field, "required", message);
        }
    }
}
