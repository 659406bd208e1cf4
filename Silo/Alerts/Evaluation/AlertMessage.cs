using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Alerts.Evaluation;

/// <summary>Messages of alerts, from the rule's template or from its conditions.</summary>
internal static partial class AlertMessage
{
    public const int MaxTemplate = 500;

    /// <summary>What a template may name.</summary>
    public static readonly ImmutableArray<string> Placeholders = ["pair", "z", "beta", "spread", "price", "state", "interval", "time"];

    /// <summary>The placeholders of a template that do not exist.</summary>
    public static IReadOnlyList<string> Unknown(string template) =>
        [.. Placeholder().Matches(template).Select(match => match.Groups["name"].Value).Where(name => !Placeholders.Contains(name)).Distinct(StringComparer.Ordinal)];

    /// <param name="at">When the bar closed, Unix ms.</param>
    /// <param name="why">What is special; only the built-in sentence says it.</param>
    public static string Render(RuleDefinition rule, TargetInfo target, IReadOnlyDictionary<string, double?> values, AlertState state, long at, string why) =>
        rule.Settings.Message is { Length: > 0 } template
            ? Placeholder().Replace(template, match => Value(match.Groups["name"].Value, target, values, state, at))
            : Sentence(rule, target, values, state, why);

    private static string Sentence(RuleDefinition rule, TargetInfo target, IReadOnlyDictionary<string, double?> values, AlertState state, string why)
    {
        var what = RuleWording.Of(rule.Settings);
        var special = why.Length == 0 ? "" : $" ({why})";
        return state switch
        {
            AlertState.Firing => $"{target.Name}: {what}{Now(rule.Settings.Conditions[0], values)}{special}",
            AlertState.Resolved => $"{target.Name}: no longer {what}{Now(rule.Settings.Conditions[0], values)}{special}",
            _ => $"{target.Name}: {why}",
        };
    }

    private static string Now(RuleCondition condition, IReadOnlyDictionary<string, double?> values)
    {
        var name = RuleWording.Name(condition.Metric == AlertMetric.AbsZ ? AlertMetric.Z : condition.Metric);
        var known = values.TryGetValue(name, out var value) || values.TryGetValue(name + (condition.Leg ?? RuleLeg.Y), out value);
        return known && value is { } number ? $", {name} is {RuleWording.Number(number)}" : "";
    }

    private static string Value(string name, TargetInfo target, IReadOnlyDictionary<string, double?> values, AlertState state, long at) => name switch
    {
        "pair" => target.Name,
        "state" => state.ToString().ToLowerInvariant(),
        "interval" => target.Interval.Name(),
        "time" => DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        "price" => Text(values, "price") ?? Text(values, "priceY") ?? "n/a",
        _ => Text(values, name) ?? "n/a",
    };

    private static string? Text(IReadOnlyDictionary<string, double?> values, string name) =>
        values.TryGetValue(name, out var value) && value is { } number ? RuleWording.Number(number) : null;

    [GeneratedRegex(@"\{\{\s*(?<name>[^{}\s]*)\s*\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Placeholder();
}
