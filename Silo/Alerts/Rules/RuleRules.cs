using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Silo.Alerts.Evaluation;
using QuantPlatform.Silo.Workspaces;

namespace QuantPlatform.Silo.Alerts.Rules;

/// <summary>What a rule's settings must satisfy.</summary>
internal static class RuleRules
{
    private const int MaxForBars = 1_000;
    private const int MaxSeconds = 604_800;
    private const int MinRepeat = 10;

    /// <summary>Every rule that is broken; empty when none is.</summary>
    public static IReadOnlyList<Refusal> Check(WorkspaceState state, RuleSettings settings)
    {
        var refusals = new List<Refusal>();
        if (NameRule.Check(settings.Name) is { } name)
        {
            refusals.Add(name);
        }

        var broken = new RuleComplaints(refusals);
        CheckWords(settings, broken);
        CheckTarget(state, settings, broken);
        broken.Invalid(
            settings.Conditions.IsDefaultOrEmpty || settings.Conditions.Length > RuleSettings.MaxConditions,
            "conditions", $"1 to {RuleSettings.MaxConditions}", $"A rule has 1 to {RuleSettings.MaxConditions} conditions.");
        for (var i = 0; !settings.Conditions.IsDefault && i < settings.Conditions.Length; i++)
        {
            ConditionRules.Check(settings.Conditions[i], settings.Target, $"conditions[{i}].", broken);
        }

        if (refusals.Count == 0)
        {
            CheckTogether(state, settings, broken);
        }

        return refusals;
    }

    /// <summary>Conditions that look further back than bars of that interval are kept.</summary>
    public static IReadOnlyList<Refusal> CheckHistory(WorkspaceState state, RuleSettings settings, Func<Interval, TimeSpan> kept)
    {
        var refusals = new List<Refusal>();
        var broken = new RuleComplaints(refusals);
        var interval = settings.Target.Pair is { } id && DefinitionKinds.Pairs.Find(state, id) is { } pair ? pair.Settings.Interval : settings.Interval ?? RuleMember.DefaultInterval;
        if (!Enum.IsDefined(interval) || settings.Conditions.IsDefault)
        {
            return refusals;
        }

        var most = (long)(kept(interval).TotalMilliseconds / interval.Ms());
        for (var i = 0; i < settings.Conditions.Length; i++)
        {
            broken.Contradicts(
                settings.Conditions[i].Bars > most, $"conditions[{i}].bars", $"at most {most}", $"Bars of {interval.Name()} are kept for {kept(interval).TotalDays:0.##} days.");
        }

        return refusals;
    }

    /// <summary>Every contact point must be one of <paramref name="known"/>.</summary>
    public static IReadOnlyList<Refusal> CheckContactPoints(RuleSettings settings, IReadOnlyCollection<string> known)
    {
        var refusals = new List<Refusal>();
        var broken = new RuleComplaints(refusals);
        for (var i = 0; i < settings.ContactPoints.Length; i++)
        {
            broken.Invalid(!known.Contains(settings.ContactPoints[i]), $"contactPoints[{i}]", "the id of one of your contact points", "You have no such contact point.");
        }

        return refusals;
    }

    private static void CheckWords(RuleSettings settings, RuleComplaints broken)
    {
        broken.Invalid(!Enum.IsDefined(settings.Trigger), "trigger", "oncePerBarClose, once or oncePerBar", "Choose one of the triggers.");
        broken.Invalid(!Enum.IsDefined(settings.NoData), "noData", "noData, alerting, normal or keepLast", "Choose one of the policies.");
        broken.Invalid(!Enum.IsDefined(settings.Severity), "severity", "info, warning or critical", "Choose one of the severities.");
        broken.Invalid(settings.Interval is { } interval && !Enum.IsDefined(interval), "interval", "1s, 1m, 5m, 15m or 1h", "Choose one of the intervals.");
        broken.Invalid(settings.ForBars is < 1 or > MaxForBars, "forBars", $"1 to {MaxForBars}", $"A rule waits for 1 to {MaxForBars} bars.");
        broken.Invalid(settings.CooldownSeconds is < 0 or > MaxSeconds, "cooldownSeconds", $"0 to {MaxSeconds}", "The cooldown is at most a week.");
        broken.Invalid(settings.RepeatSeconds is < MinRepeat or > MaxSeconds, "repeatSeconds", $"{MinRepeat} to {MaxSeconds}", $"An alert repeats every {MinRepeat} s to a week.");
        broken.Invalid(
            !settings.NamesContactPointsSoundly(), "contactPoints", $"at most {RuleSettings.MaxContactPoints} ids, each once", "Name contact points by their ids.");
        if (settings.Message is not { } message)
        {
            return;
        }

        broken.Invalid(
            message.Length is 0 or > AlertMessage.MaxTemplate || message.Any(c => char.IsControl(c) && c != '\n'),
            "message", $"1 to {AlertMessage.MaxTemplate} printable characters", $"A message has 1 to {AlertMessage.MaxTemplate} characters.");
        foreach (var placeholder in AlertMessage.Unknown(message).Take(5))
        {
            broken.Invalid(true, "message", $"only {{{{{string.Join("}} {{", AlertMessage.Placeholders)}}}}}", $"There is no placeholder '{placeholder}'.");
        }
    }

    private static void CheckTarget(WorkspaceState state, RuleSettings settings, RuleComplaints broken)
    {
        var target = settings.Target;
        var count = (target.Pair is null ? 0 : 1) + (target.Symbol is null ? 0 : 1) + (target.Watchlist is null ? 0 : 1);
        broken.Invalid(count != 1, "target", "one of pair, symbol and watchlist", "A rule watches a pair, a symbol or a watchlist.");
        broken.Invalid(target.Symbol is { IsUpload: true }, "target.symbol", "a symbol of a venue", "An upload never changes: there is nothing to watch.");
        broken.Invalid(target.Pair is { } pair && DefinitionKinds.Pairs.Find(state, pair) is null, "target.pair", "the id of one of your pairs", "You have no such pair.");
        broken.Invalid(
            target.Watchlist is { } list && DefinitionKinds.Watchlists.Find(state, list) is null, "target.watchlist", "the id of one of your watchlists", "You have no such watchlist.");
    }

    /// <summary>Rules between fields, once each field is sound.</summary>
    private static void CheckTogether(WorkspaceState state, RuleSettings settings, RuleComplaints broken)
    {
        if (settings.Target.Pair is { } id && DefinitionKinds.Pairs.Find(state, id) is { } pair)
        {
            broken.Contradicts(
                settings.Interval is { } interval && interval != pair.Settings.Interval,
                "interval", $"the pair's own, {pair.Settings.Interval.Name()}", "A pair is evaluated at its own interval.");
        }

        broken.Contradicts(
            settings.ForBars > 1 && settings.Conditions.Any(condition => ConditionTest.IsMomentary(condition.Operator)),
            "forBars", "1 with a crossing", "A crossing holds for one bar only.");
        broken.Contradicts(
            settings.Target.Watchlist is not null && !RuleMember.FitsSymbols(settings) && !RuleMember.FitsPairs(settings),
            "conditions", "all of pairs or all of symbols", "No member of a watchlist has all of these metrics: name a leg to watch pairs, none to watch symbols.");
    }
}
