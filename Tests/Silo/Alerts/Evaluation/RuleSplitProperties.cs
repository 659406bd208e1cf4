using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Alerts.Evaluation;
using Xunit;

namespace QuantPlatform.Tests.Silo.Alerts.Evaluation;

/// <summary>However the same bars are cut into batches, whatever was forgotten and told again: the same alerts, by id.</summary>
public sealed class RuleSplitProperties
{
    private const long Second = 1_000;
    private static readonly TargetInfo Target = new(RuleTarget.OfSymbol(RuleRun.Symbol), "BTCUSDT", Venues.Binance, Interval.OneSecond);

    [Theory]
    [MemberData(nameof(Rules))]
    public void AnySplitOfTheSameBars_GivesTheSameAlertIds(int rule)
    {
        var definition = new RuleDefinition("r1", 3, 0, Settings[rule]);
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var points = Walk(random, 400);
            var whole = Run(definition, points, [points.Count]);

            Assert.NotEmpty(whole);
            Assert.Equal(whole, Run(definition, points, Cuts(random, points.Count)));
        }
    }

    public static TheoryData<int> Rules => [.. Enumerable.Range(0, Settings.Length)];

    private static readonly RuleSettings[] Settings =
    [
        RuleRun.Price(AlertOperator.Above, 100, exit: 99.5),
        RuleRun.Price(AlertOperator.Below, 100) with { ForBars = 3, CooldownSeconds = 20 },
        RuleRun.Price(AlertOperator.Crosses, 100),
        RuleRun.Price(AlertOperator.MovesUpPct, 1, bars: 7) with { RepeatSeconds = 5 },
        RuleRun.Price(AlertOperator.Inside, 99.5, 100.5) with { NoData = NoDataPolicy.Alerting },
        RuleRun.Of(
            new RuleCondition { Metric = AlertMetric.Price, Operator = AlertOperator.Above, Value = 100 },
            new RuleCondition { Metric = AlertMetric.Volume, Operator = AlertOperator.CrossesUp, Value = 5 }),
    ];

    /// <summary>Evaluates batch by batch; each begins with a crash: only the stored progress is left, and some bars come again.</summary>
    private static List<(string Id, AlertState State, long Bar)> Run(RuleDefinition definition, List<RulePoint> points, IReadOnlyList<int> cuts)
    {
        var found = new List<(string, AlertState, long)>();
        var (progress, rule) = (new TargetProgress { Start = 0 }, new RuleProgress());
        var from = 0;
        foreach (var to in cuts)
        {
            // What a warm-up loads: the bars that can be looked back at, and no more.
            var evaluator = new RuleEvaluator(definition, Target);
            var first = Math.Max(0, from - evaluator.Lookback);
            var window = points.GetRange(first, to - first);
            for (var i = 0; i < window.Count; i++)
            {
                var step = evaluator.OnClosed(progress, rule, window, i, new RuleMoment(window[i].Time + Second, FeedState.Live));
                (progress, rule) = (step.Target, step.Rule);
                found.AddRange(step.Transitions.Select(transition => (transition.Id, transition.State, transition.BarTime)));
            }

            from = to;
        }

        return found;
    }

    private static List<int> Cuts(Random random, int count)
    {
        var cuts = new SortedSet<int> { count };
        for (var i = random.Next(1, 60); i > 0; i--)
        {
            cuts.Add(random.Next(1, count));
        }

        return [.. cuts];
    }

    private static List<RulePoint> Walk(Random random, int bars)
    {
        var points = new List<RulePoint>();
        var price = 100.0;
        for (var bar = 1; bar <= bars; bar++)
        {
            price += (random.NextDouble() - 0.5) + (0.05 * (100 - price));
            if (random.Next(40) == 0)
            {
                continue;
            }

            var isGap = random.Next(30) == 0;
            points.Add(RulePoint.Empty(bar * Second, 0) with { PriceY = isGap ? double.NaN : price, VolumeY = isGap ? double.NaN : random.NextDouble() * 10 });
        }

        return points;
    }
}
