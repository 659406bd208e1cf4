using System.Text;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Alerts.Evaluation;
using static QuantPlatform.Benchmarks.Analytics.AnalyticsReport;

namespace QuantPlatform.Benchmarks.Alerts;

/// <summary>What one evaluation of a closed bar costs, alone.</summary>
internal static class EvaluatorSection
{
    private const int Bars = 5_000;

    private static readonly (string Name, RuleSettings Rule)[] Rules =
    [
        ("absZ above 2.5, exit 1", Of(new RuleCondition { Metric = AlertMetric.AbsZ, Operator = AlertOperator.Above, Value = 2.5, Exit = 1 })),
        ("z crosses 2", Of(new RuleCondition { Metric = AlertMetric.Z, Operator = AlertOperator.Crosses, Value = 2 })),
        ("price of Y up 1 % in 60 bars", Of(new RuleCondition { Metric = AlertMetric.Price, Operator = AlertOperator.MovesUpPct, Value = 1, Bars = 60, Leg = RuleLeg.Y })),
        ("three conditions", Of(
            new RuleCondition { Metric = AlertMetric.Z, Operator = AlertOperator.Above, Value = 1 },
            new RuleCondition { Metric = AlertMetric.Correlation, Operator = AlertOperator.Below, Value = 0.8 },
            new RuleCondition { Metric = AlertMetric.BetaDrift, Operator = AlertOperator.Outside, Value = -1, Value2 = 2 })),
    ];

    public static void Write(StringBuilder text)
    {
        text.AppendLine("## The evaluator").AppendLine();
        text.AppendLine("One closed bar of one rule on one target, alerts and their ids and messages included.").AppendLine();
        text.AppendLine("| rule | ns a bar | million a second, one thread | bytes a bar | alerts in 5,000 bars |").AppendLine("|---|---|---|---|---|");
        var points = Walk();
        foreach (var (name, rule) in Rules)
        {
            var alerts = Run(rule, points);
            var ns = BestNs(() => Run(rule, points), Bars);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Run(rule, points);
            var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Bars;
            Line(text, $"| {name} | {ns:0} | {1e3 / ns:0.0} | {bytes} | {alerts} |");
        }

        text.AppendLine();
    }

    private static RuleSettings Of(params RuleCondition[] conditions) => new() { Name = "rule", Target = RuleTarget.OfPair("p"), Conditions = [.. conditions] };

    private static int Run(RuleSettings rule, List<RulePoint> points)
    {
        var evaluator = new RuleEvaluator(new RuleDefinition("r", 1, 0, rule), new TargetInfo(RuleTarget.OfPair("p"), "ETHUSDT/BTCUSDT", Venues.Binance, Interval.OneSecond));
        var (progress, state, alerts) = (new TargetProgress { Start = 0 }, new RuleProgress(), 0);
        for (var i = 0; i < points.Count; i++)
        {
            var step = evaluator.OnClosed(progress, state, points, i, new RuleMoment(points[i].Time + 1_250, FeedState.Live));
            (progress, state) = (step.Target, step.Rule with { PausedReason = null });
            alerts += step.Transitions.Count;
        }

        return alerts;
    }

    private static List<RulePoint> Walk()
    {
        var random = new Random(7);
        var (points, z, price) = (new List<RulePoint>(Bars), 0.0, 2_500.0);
        for (var i = 1; i <= Bars; i++)
        {
            z = (0.97 * z) + (0.35 * (random.NextDouble() + random.NextDouble() - 1));
            price *= 1 + (0.0004 * (random.NextDouble() - 0.5));
            points.Add(RulePoint.Empty(i * 1_000L, 0) with { Z = z, Spread = z / 100, PriceY = price, PriceX = 20 * price, VolumeY = 1, VolumeX = 1, Correlation = 0.7, BetaDrift = z / 2, VolatilityRatio = 1, Beta = 1 });
        }

        return points;
    }
}
