using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Alerts;

/// <summary>What the charts of a rule say, in the script and around it.</summary>
internal static class RuleChartTexts
{
    public const string Keys = "Arrow keys pan, plus and minus zoom, End shows the newest bars, Home everything.";
    public const string Recent = "On recent bars";
    public const string OnTarget = "Chart of";
    public const string NoTarget = "Choose what the rule watches, and its recent bars show here.";
    public const string NoMember = "Nothing that this rule watches has stored bars and this metric.";
    public const string NoBars = "There are no stored bars yet. They come as the market trades.";
    public const string FailedTitle = "The recent bars could not be read";
    public const string AlertsOf = "Alerts on this chart";
    public const string ShowOnChart = "Show on the chart";
    public const string FirstCondition = "The chart shows the first condition; the marks are those of the whole rule.";

    /// <summary>The marks of the chart, each by shape and letter.</summary>
    public static readonly IReadOnlyList<(AlertState State, string Sign, string Text)> Signs =
        [(AlertState.Firing, "▼ F", "fired"), (AlertState.Resolved, "● R", "resolved"), (AlertState.NoData, "■ N", "no data"), (AlertState.Error, "■ E", "error")];

    /// <summary>The texts of every chart, with the marks by their letters.</summary>
    public static IReadOnlyDictionary<string, string> ForScript(long intervalMs)
    {
        var texts = new Dictionary<string, string>(ChartTexts.For("", Bars(intervalMs)), StringComparer.Ordinal) { ["goLive"] = "To the end" };
        foreach (var (state, sign, text) in Signs)
        {
            (texts[ApiJson.WordOf(state)], texts[ApiJson.WordOf(state) + "Long"]) = (sign[^1..], text);
        }

        return texts;
    }

    public static string Label(string metric, string target) => $"{metric} of {target}";

    /// <summary>Everything the chart shows, in words.</summary>
    public static string Says(RuleSeries series, RuleChartRows rows) =>
        string.Join("; ", new[] { Line(series), Lines(rows), Marks(rows) }.Where(part => part.Length > 0)) + ".";

    public static string Warming(int bars) => $"Not enough bars yet: what the first condition looks at is still warming up or undefined on all {Format.Number(bars, 0)} bars.";

    public static string Incomplete(string message) => $"The chart follows when the rule is complete. {message}";

    public static string WouldHaveFired(DryRunResult result) => result.Fired switch
    {
        0 => $"Would not have fired in the last {Format.Number(result.Bars, 0)} bars.",
        1 => $"Would have fired once in the last {Format.Number(result.Bars, 0)} bars.",
        _ => $"Would have fired {Format.Number(result.Fired, 0)} times in the last {Format.Number(result.Bars, 0)} bars.",
    };

    public static string Count(int alerts) => alerts == 1 ? "1 alert, newest first" : $"{Format.Number(alerts, 0)} alerts, newest first";

    public static string Truncated(int most) => $"Only the first {Format.Number(most, 0)} alerts are listed and marked.";

    private static string Line(RuleSeries series) => series.StepMs > series.IntervalMs
        ? $"the lowest and highest of every {Format.Duration(TimeSpan.FromMilliseconds(series.StepMs))}"
        : $"{Format.Number(series.Times.Length, 0)} bars of {Bars(series.IntervalMs)}";

    private static string Lines(RuleChartRows rows) => string.Join(", ", rows.Levels.Select(level => level.Text));

    private static string Marks(RuleChartRows rows) => rows.Marks.Count == 0
        ? "no alert"
        : $"{Format.Number(rows.Marks.Count, 0)} marked: " + string.Join(", ", Signs
            .Select(sign => (sign.Text, Count: rows.Marks.Count(mark => mark.State == ApiJson.WordOf(sign.State))))
            .Where(one => one.Count > 0).Select(one => $"{Format.Number(one.Count, 0)} {one.Text}"));

    private static string Bars(long intervalMs) => Intervals.All.Where(one => one.Ms() == intervalMs).Select(one => one.Name()).FirstOrDefault() ?? "";
}
