using System.Globalization;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Alerts;

/// <summary>What the pages of rules and alerts say.</summary>
internal static class AlertTexts
{
    public const string Alerts = "Alerts";
    public const string AlertsIntro = "What your rules found, newest first. The last 1,000 are kept.";
    public const string Rules = "Rules";
    public const string RulesIntro = "A rule watches a pair, a symbol or every member of a watchlist, also when nobody is signed in.";
    public static readonly Noun AlertNoun = new("alert", "alerts");
    public static readonly Noun RuleNoun = new("rule", "rules");
    public const string FilterAlerts = "Filter alerts";
    public const string FilterRules = "Filter rules";
    public const string NewRule = "New rule";
    public const string EditRule = "Change rule";
    public const string Create = "Create rule";
    public const string Save = "Save";
    public const string Cancel = "Cancel";
    public const string Name = "Name";
    public const string Watches = "Watches";
    public const string When = "When";
    public const string And = "and";
    public const string For = "For";
    public const string Bars = "bars in a row";
    public const string State = "State";
    public const string Reason = "Reason";
    public const string Severity = "Severity";
    public const string Actions = "Actions";
    public const string Time = "Time";
    public const string Target = "Target";
    public const string Message = "Message";
    public const string Remarks = "Remarks";
    public const string Values = "Values at the time";
    public const string History = "What happened here before";
    public const string OpenChart = "Open the chart at this bar";
    public const string Acknowledge = "Acknowledge";
    public const string AcknowledgeAll = "Acknowledge all";
    public const string Acknowledged = "Acknowledged";
    public const string Export = "Export";
    public const string AnyState = "Any state";
    public const string AnySeverity = "Any severity";
    public const string AnyRule = "Any rule";
    public const string OnlyNew = "Only unacknowledged";
    public const string NoAlertsTitle = "No alerts";
    public const string NoAlertsText = "Nothing matches here. When a rule fires, it shows up at once.";
    public const string NoRulesTitle = "No rules yet";
    public const string NoRulesText = "Choose what to watch above and take a preset, or make a rule of your own.";
    public const string NoTargetsText = "Make a pair first: a rule needs something to watch.";
    public const string LoadFailedTitle = "This could not be read";
    public const string LoadFailedText = "The server did not answer. Try again.";
    public const string SaveFailed = "That could not be saved. Try again.";
    public const string Presets = "One-click rules";
    public const string PresetTarget = "for";
    public const string Enabled = "Live";
    public const string Pause = "Pause";
    public const string Resume = "Resume";
    public const string Snooze = "Snooze for an hour";
    public const string Clone = "Clone";
    public const string Edit = "Edit";
    public const string Delete = "Delete";
    public const string Undo = "Undo";
    public const string Metric = "What";
    public const string Operator = "How";
    public const string Value = "Value";
    public const string Value2 = "and";
    public const string Exit = "Resolves at";
    public const string ExitHint = "empty: at the value";
    public const string LookBack = "Over bars";
    public const string Leg = "Leg";
    public const string AddCondition = "And another condition";
    public const string RemoveCondition = "Remove this condition";
    public const string Trigger = "Fires";
    public const string NoData = "Without data";
    public const string Cooldown = "Cooldown, s";
    public const string CooldownHint = "0: none";
    public const string Repeat = "Repeat, s";
    public const string RepeatHint = "empty: never";
    public const string Interval = "Bars of symbols";
    public const string Template = "Message";
    public const string TemplateHint = "Empty: a sentence. {{pair}} {{z}} {{beta}} {{spread}} {{price}} {{state}} {{interval}} {{time}}";
    public const string Preview = "It would say";
    public const string ContactPoints = "Also deliver to";
    public const string ContactPointsHint = "Always: this page. Alerts of the demo market go nowhere else.";
    public const string More = "More settings";
    public const string DryRun = "Dry run";
    public const string DryRunText = "The same evaluation over stored history; nothing is sent.";
    public const string DryRunSpan = "Over the last";
    public const string Run = "Run";
    public const string Running = "Evaluating";
    public const string StopRun = "Stop";
    public const string Silences = "Silences";
    public const string SilencesText = "Matching alerts are recorded but not delivered.";
    public const string AddSilence = "Silence";
    public const string SilenceRule = "Alerts of";
    public const string AllRules = "all rules";
    public const string SilenceFor = "for";
    public const string EndSilence = "End";
    public const string NoSilences = "Nothing is silenced.";
    public const string Show = "Show";
    public const string Unread = "unacknowledged alerts";
    public const string Demo = "demo";
    public const string ShowMore = "Show more";
    public const string Late = "late";
    public const string Revised = "bar revised";

    public static readonly IReadOnlyList<Choice<AlertMetric>> Metrics =
    [
        new(AlertMetric.Z, "z"), new(AlertMetric.AbsZ, "|z|"), new(AlertMetric.Spread, "spread"), new(AlertMetric.Price, "price"), new(AlertMetric.ReturnPct, "return, %"),
        new(AlertMetric.Correlation, "correlation"), new(AlertMetric.BetaDrift, "beta drift"), new(AlertMetric.VolatilityRatio, "volatility ratio"), new(AlertMetric.AdfP, "ADF p"),
        new(AlertMetric.EgP, "Engle–Granger p"), new(AlertMetric.HalfLife, "half-life, bars"), new(AlertMetric.Volume, "volume"), new(AlertMetric.BarAge, "age of the last bar, s"),
        new(AlertMetric.FeedState, "feed state (1 live, 2 stale, 4 down)"),
    ];

    public static readonly IReadOnlyList<Choice<AlertOperator>> Operators =
    [
        new(AlertOperator.Above, "is above"), new(AlertOperator.Below, "is below"), new(AlertOperator.Inside, "is inside"), new(AlertOperator.Outside, "is outside"),
        new(AlertOperator.CrossesUp, "crosses upwards"), new(AlertOperator.CrossesDown, "crosses downwards"), new(AlertOperator.Crosses, "crosses"),
        new(AlertOperator.MovesUpPct, "moves up by %"), new(AlertOperator.MovesDownPct, "moves down by %"),
    ];

    public static readonly IReadOnlyList<Choice<AlertTrigger>> Triggers =
    [
        new(AlertTrigger.OncePerBarClose, "when a bar closes"), new(AlertTrigger.Once, "once, then it pauses"), new(AlertTrigger.OncePerBar, "on the open bar (may repaint)"),
    ];

    public static readonly IReadOnlyList<Choice<NoDataPolicy>> Policies =
    [
        new(NoDataPolicy.NoData, "say so"), new(NoDataPolicy.Alerting, "fire"), new(NoDataPolicy.Normal, "resolve"), new(NoDataPolicy.KeepLast, "keep the state"),
    ];

    public static readonly IReadOnlyList<Choice<AlertSeverity>> Severities =
        [new(AlertSeverity.Info, "info"), new(AlertSeverity.Warning, "warning"), new(AlertSeverity.Critical, "critical")];

    public static readonly IReadOnlyList<Choice<RuleLeg?>> Legs = [new(null, "none (a symbol)"), new(RuleLeg.Y, "Y"), new(RuleLeg.X, "X")];

    public static readonly IReadOnlyList<Choice<Interval?>> Intervals = [.. Contracts.Markets.Intervals.All.Select(one => new Choice<Interval?>(one, one.Name()))];

    public static readonly IReadOnlyList<Choice<long>> Spans = [new(3_600_000, "hour"), new(21_600_000, "6 hours"), new(86_400_000, "day"), new(604_800_000, "week")];

    public static string Acked(int count) => count == 1 ? "One alert acknowledged." : $"{count} alerts acknowledged.";

    public static string Created(string name) => $"Rule \"{name}\" watches from now on.";

    public static string Deleted(string name) => $"Rule \"{name}\" deleted.";

    public static string Restored(string name) => $"Rule \"{name}\" is back.";

    public static string CopyOf(string name) => name.Length > 70 ? name[..70] + "… copy" : name + " copy";

    public static string New(int count) => $"{count} new";

    public static string RowAction(string action, string name) => $"{action}: {name}";

    public static string Found(DryRunResult result) => result switch
    {
        { Bars: 0 } => "There are no stored bars in that range.",
        { Fired: 0 } => $"Would not have fired in {Format.Number(result.Bars, 0)} bars.",
        { MedianFiringMs: { } median } => $"Would have fired {Times(result.Fired)}, median {Format.Duration(TimeSpan.FromMilliseconds(median))}.",
        _ => $"Would have fired {Times(result.Fired)} in {Format.Number(result.Bars, 0)} bars.",
    };

    public static string MoreTargets(int count) => $"and {count} more";

    public static string SnoozedUntil(long until) => $"Snoozed until {Format.Minute(until)} UTC.";

    public static string StateName(RuleTargetState state) => state switch
    {
        RuleTargetState.NoData => "no data",
        _ => state.ToString().ToLowerInvariant(),
    };

    public static string StateName(AlertState state) => state switch
    {
        AlertState.NoData => "no data",
        _ => state.ToString().ToLowerInvariant(),
    };

    public static string? Tone(RuleTargetState state) => state switch
    {
        RuleTargetState.Firing or RuleTargetState.Error => "down",
        RuleTargetState.Pending or RuleTargetState.Recovering or RuleTargetState.NoData => "warn",
        RuleTargetState.Normal => "up",
        _ => null,
    };

    public static string? Tone(AlertState state) => state switch
    {
        AlertState.Firing or AlertState.Error => "down",
        AlertState.NoData => "warn",
        _ => "up",
    };

    public static string? Tone(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Critical => "down",
        AlertSeverity.Warning => "warn",
        _ => null,
    };

    /// <summary>The conditions in words.</summary>
    public static string Sentence(RuleSettings rule) => string.Join($" {And} ", rule.Conditions.Select(Sentence)) + (rule.ForBars > 1 ? $" for {rule.ForBars} {Bars}" : "");

    public static string Number(double? value) => value is { } number ? number.ToString("0.######", CultureInfo.InvariantCulture) : UiTexts.Unknown;

    /// <summary>What a condition compares: its metric, or for a move the change in percent.</summary>
    public static string Compared(RuleCondition condition)
    {
        var metric = MetricOf(condition);
        return condition.Operator is AlertOperator.MovesUpPct or AlertOperator.MovesDownPct ? $"{metric}, change over {condition.Bars ?? 1} bars, %" : metric;
    }

    private static string MetricOf(RuleCondition condition) =>
        Metrics.First(choice => choice.Value == condition.Metric).Text + (condition.Leg is { } leg ? $" of {leg}" : "");

    private static string Sentence(RuleCondition condition)
    {
        var bars = condition.Bars is > 1 ? $" in {condition.Bars} bars" : "";
        var band = condition.Value2 is { } end ? $" {And} {Number(end)}" : "";
        return $"{MetricOf(condition)} {Operators.First(choice => choice.Value == condition.Operator).Text} {Number(condition.Value)}{band}{bars}";
    }

    private static string Times(int count) => count == 1 ? "once" : $"{count} times";
}
