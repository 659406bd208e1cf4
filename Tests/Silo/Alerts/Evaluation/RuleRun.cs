using System.Collections.Immutable;
using System.Globalization;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Alerts.Evaluation;

namespace QuantPlatform.Tests.Silo.Alerts.Evaluation;

/// <summary>Runs a rule over a scripted minute series: one word a bar, a number, <c>x</c> (a bar without a value) or <c>-</c> (no bar at all).</summary>
internal sealed class RuleRun(RuleSettings settings, long start = 0)
{
    public const long Minute = 60_000;
    public static readonly SymbolKey Symbol = new(Venues.Binance, "BTCUSDT");

    private readonly RuleEvaluator evaluator = new(
        new RuleDefinition("r1", 1, 0, settings), new TargetInfo(RuleTarget.OfSymbol(Symbol), "BTCUSDT", Symbol.Venue, Interval.OneMinute));

    private readonly List<RulePoint> points = [];

    public TargetProgress Progress { get; set; } = new() { Start = start * Minute };

    public RuleProgress Rule { get; set; } = new();

    public List<AlertTransition> Transitions { get; } = [];

    /// <summary>Records as <c>bar firing</c>, <c>bar resolved</c>..., with what suppresses the delivery after a slash; repeats as <c>bar repeat</c>.</summary>
    public string Records => string.Join(", ", Transitions.Select(transition => FormattableString.Invariant(
        $"{transition.BarTime / Minute} {(transition.IsRepeat ? "repeat" : Word(transition.State))}{(transition.Late ? "/late" : "")}{(transition.Suppressed is { } why ? "/" + why : "")}")));

    public static RuleSettings Price(AlertOperator op, double value, double? value2 = null, double? exit = null, int? bars = null) => Of(
        new RuleCondition { Metric = AlertMetric.Price, Operator = op, Value = value, Value2 = value2, Exit = exit, Bars = bars });

    public static RuleSettings Of(params RuleCondition[] conditions) => new() { Name = "rule", Target = RuleTarget.OfSymbol(Symbol), Conditions = [.. conditions] };

    /// <summary>Closes the bars of a script after the ones before; the first ever is bar 1.</summary>
    /// <param name="clock">How long after the end of each bar the exchange's clock stands, ms.</param>
    public RuleRun Close(string script, long clock = 300)
    {
        foreach (var point in Parse(script))
        {
            points.Add(point);
            Take(evaluator.OnClosed(Progress, Rule, points, points.Count - 1, new RuleMoment(point.Time + Minute + clock, FeedState.Live)));
        }

        return this;
    }

    /// <summary>Offers every bar again, as after a crash.</summary>
    public RuleRun Replay()
    {
        for (var i = 0; i < points.Count; i++)
        {
            Take(evaluator.OnClosed(Progress, Rule, points, i, new RuleMoment(points[i].Time + Minute, FeedState.Live)));
        }

        return this;
    }

    /// <summary>The open bar after the last closed one at a price.</summary>
    public RuleRun Preview(double price)
    {
        var time = (points.Count == 0 ? 0 : points[^1].Time) + Minute;
        Take(evaluator.OnPreview(Progress, Rule, points, Point(time, price), new RuleMoment(time + 1_000, FeedState.Live)));
        return this;
    }

    /// <summary>A look in between, so many seconds after the end of the last closed bar.</summary>
    public RuleRun Look(double seconds, FeedState feed = FeedState.Live)
    {
        var silent = (long)(seconds * 1_000);
        Take(evaluator.OnClock(Progress, Rule, points, silent, new RuleMoment((points.Count == 0 ? Minute : points[^1].Time + Minute) + silent, feed)));
        return this;
    }

    public RuleRun Fail(string reason)
    {
        Take(evaluator.OnError(Progress, Rule, reason, new RuleMoment(points[^1].Time + Minute, FeedState.Live)));
        return this;
    }

    private static string Word(AlertState state) => state == AlertState.NoData ? "noData" : state.ToString().ToLowerInvariant();

    private static RulePoint Point(long time, double price) => RulePoint.Empty(time, 0) with { PriceY = price, VolumeY = price };

    private IEnumerable<RulePoint> Parse(string script)
    {
        var bar = points.Count == 0 ? 0 : points[^1].Time / Minute;
        foreach (var word in script.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bar++;
            if (word != "-")
            {
                yield return Point(bar * Minute, word == "x" ? double.NaN : double.Parse(word, CultureInfo.InvariantCulture));
            }
        }
    }

    private void Take(RuleStep step)
    {
        (Progress, Rule) = (step.Target, step.Rule);
        Transitions.AddRange(step.Transitions);
    }
}
