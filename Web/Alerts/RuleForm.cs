using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Web.Alerts;

/// <summary>One condition while it is edited.</summary>
internal sealed class ConditionForm
{
    public AlertMetric Metric { get; set; } = AlertMetric.AbsZ;

    public AlertOperator Operator { get; set; }

    public double? Value { get; set; } = 2;

    public double? Value2 { get; set; }

    public double? Exit { get; set; }

    public double? Bars { get; set; }

    public RuleLeg? Leg { get; set; }

    public bool IsBand => Operator is AlertOperator.Inside or AlertOperator.Outside;

    public bool HasExit => Operator is AlertOperator.Above or AlertOperator.Below;

    public bool IsMove => Operator is AlertOperator.MovesUpPct or AlertOperator.MovesDownPct;

    public bool HasLeg => Metric is AlertMetric.Price or AlertMetric.ReturnPct or AlertMetric.Volume;

    public static ConditionForm Of(RuleCondition condition) => new()
    {
        Metric = condition.Metric,
        Operator = condition.Operator,
        Value = condition.Value,
        Value2 = condition.Value2,
        Exit = condition.Exit,
        Bars = condition.Bars,
        Leg = condition.Leg,
    };

    /// <summary>What does not belong to the operator or metric is left out.</summary>
    public RuleCondition ToCondition() => new()
    {
        Metric = Metric,
        Operator = Operator,
        Value = Value ?? double.NaN,
        Value2 = IsBand ? Value2 : null,
        Exit = HasExit ? Exit : null,
        Bars = IsMove ? (int?)Bars : null,
        Leg = HasLeg ? Leg : null,
    };
}

/// <summary>A rule while it is edited, with what is wrong at each field.</summary>
internal sealed class RuleForm
{
    private IReadOnlyList<Refusal> refusals = [];

    public string? Name { get; set; } = "";

    public RuleTarget? Target { get; set; }

    public Interval? Interval { get; set; } = Contracts.Markets.Interval.OneMinute;

    public List<ConditionForm> Conditions { get; } = [];

    public double? ForBars { get; set; } = 1;

    public AlertTrigger Trigger { get; set; }

    public double? CooldownSeconds { get; set; } = 0;

    public double? RepeatSeconds { get; set; }

    public NoDataPolicy NoData { get; set; }

    public AlertSeverity Severity { get; set; } = AlertSeverity.Warning;

    public string? Message { get; set; }

    public ImmutableArray<string> ContactPoints { get; set; } = [];

    public bool Enabled { get; set; } = true;

    public static RuleForm Of(RuleSettings? rule)
    {
        var form = new RuleForm();
        if (rule is null)
        {
            form.Conditions.Add(new ConditionForm());
            return form;
        }

        form.Name = rule.Name;
        form.Target = rule.Target;
        form.Interval = rule.Interval ?? Contracts.Markets.Interval.OneMinute;
        form.Conditions.AddRange(rule.Conditions.Select(ConditionForm.Of));
        form.ForBars = rule.ForBars;
        form.Trigger = rule.Trigger;
        form.CooldownSeconds = rule.CooldownSeconds;
        form.RepeatSeconds = rule.RepeatSeconds;
        form.NoData = rule.NoData;
        form.Severity = rule.Severity;
        form.Message = rule.Message;
        form.ContactPoints = rule.ContactPoints;
        form.Enabled = rule.Enabled;
        return form;
    }

    /// <summary>What was typed; a number that cannot be read becomes one that is refused.</summary>
    public RuleSettings ToSettings()
    {
        var conditions = Conditions.Select(condition => condition.ToCondition()).ToImmutableArray();
        var name = string.IsNullOrWhiteSpace(Name) && !conditions.IsEmpty ? Shorten(AlertTexts.Sentence(new RuleSettings { Name = "", Target = new RuleTarget(), Conditions = conditions })) : Name ?? "";
        return new RuleSettings
        {
            Name = name,
            Enabled = Enabled,
            Target = Target ?? new RuleTarget(),
            Interval = Target?.Pair is null ? Interval : null,
            Conditions = conditions,
            ForBars = Whole(ForBars, 0),
            Trigger = Trigger,
            CooldownSeconds = Whole(CooldownSeconds, -1),
            RepeatSeconds = RepeatSeconds is null ? null : Whole(RepeatSeconds, 0),
            NoData = NoData,
            Severity = Severity,
            Message = string.IsNullOrWhiteSpace(Message) ? null : Message,
            ContactPoints = ContactPoints,
        };
    }

    public void Show(IReadOnlyList<Refusal> broken) => refusals = broken;

    /// <summary>What is wrong with a field, or with one below it.</summary>
    public string? Error(string field) =>
        refusals.FirstOrDefault(refusal => refusal.Field == field || refusal.Field?.StartsWith(field + ".", StringComparison.Ordinal) == true)?.Message;

    /// <summary>What is wrong and has no field here.</summary>
    public string? Rest => refusals.FirstOrDefault(refusal => refusal.Field is null or "conditions" or "rules" or "interval")?.Message;

    private static int Whole(double? value, int otherwise) => value is { } number && number == Math.Floor(number) && Math.Abs(number) < int.MaxValue ? (int)number : otherwise;

    private static string Shorten(string text) => text.Length > 80 ? text[..79] + "…" : text;
}
