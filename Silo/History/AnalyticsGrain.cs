using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Silo.Pairs;
using QuantPlatform.Silo.Statistics;

namespace QuantPlatform.Silo.History;

/// <summary>Recomputes pairs from stored bars with the code that runs live.</summary>
[GrainType("analytics")]
[StatelessWorker]
internal sealed partial class AnalyticsGrain(HeavyQueue queue) : Grain, IAnalyticsGrain
{
    private static readonly TimeSpan LongestReplay = TimeSpan.FromSeconds(10);

    /// <summary>A method that can work off so many points in that time, a week of seconds and more, replays all there are, a page at a time.</summary>
    private const int FewestReplayed = 1_000_000;

    private IHistoryGrain History => GrainFactory.GetGrain<IHistoryGrain>("0");

    public async Task<Outcome<ImmutableArray<PairPoint>>> GetPairSeries(
        PairSettings settings, TimeRange range, ImmutableArray<SignalTransition> transitions)
    {
        var (user, limit) = (CallPrincipal.Current?.UserId, Limit(range));
        var bars = (await Bars(settings, range)).ToList();
        var from = range.From ?? bars.Where(bar => bar.IsPoint).TakeLast(limit).Select(bar => bar.OpenTime).FirstOrDefault();
        Outcome<ImmutableArray<PairPoint>> Work() => Outcome.Of<ImmutableArray<PairPoint>>([.. PairSeries.Points(settings, bars, transitions, from, limit)]);
        return HedgeCost.IsHeavy(settings, limit) ? await queue.Run(user, Work) : Work();
    }

    public async Task<ImmutableArray<RulePoint>> GetRulePoints(PairSettings settings, TimeRange range, bool withTests) =>
        Cut(PairRulePoints.Of(settings, await Bars(settings, range), withTests), point => point.Time, range);

    public async Task<SignalReplay> ReplaySignal(PairSettings settings)
    {
        var history = new PairHistory(History, settings);
        var tracker = new PairTracker(settings);
        var most = HedgeCost.FitsWithin(settings, LongestReplay);
        if (most < FewestReplayed)
        {
            var last = await history.Before(null, PairKernels.WarmupPoints(settings) + most);
            await queue.Wait(() => tracker.Replay(last, most));
        }
        else
        {
            var from = long.MinValue;
            while (await history.From(from, null, IHistoryGrain.MaxRows) is { Count: > 0 } bars)
            {
                tracker.Continue(bars);
                from = bars[^1].OpenTime + 1;
            }
        }

        return new SignalReplay([.. tracker.TakeTransitions()], tracker.EvaluatedUpTo);
    }

    /// <summary>The joint bars of a range, with the warm-up in front.</summary>
    private async Task<IEnumerable<JointBar>> Bars(PairSettings settings, TimeRange range)
    {
        var limit = Limit(range);
        var warmup = PairKernels.WarmupPoints(settings);
        var history = new PairHistory(History, settings);
        return range.From is { } from
            ? (await history.Before(from, warmup)).Concat(await PointsFrom(history, from, range.To, limit))
            : await history.Before(range.To, warmup + limit);
    }

    /// <summary>The points that were asked for: the first from a time on, or the last.</summary>
    private static ImmutableArray<T> Cut<T>(List<T> points, Func<T, long> time, TimeRange range) => range.From is { } from
        ? [.. points.Where(point => time(point) >= from).Take(Limit(range))]
        : [.. points.Skip(Math.Max(0, points.Count - Limit(range)))];

    private static int Limit(TimeRange range) => Math.Clamp(range.Limit, 1, IHistoryGrain.MaxRows);

    /// <summary>Joint bars from a time on until they make <paramref name="limit"/> points.</summary>
    private static async Task<List<JointBar>> PointsFrom(PairHistory history, long from, long? to, int limit)
    {
        var bars = new List<JointBar>();
        var points = 0;
        while (points < limit)
        {
            var page = await history.From(from, to, limit);
            if (page.Count == 0)
            {
                break;
            }

            bars.AddRange(page);
            points += page.Count(bar => bar.IsPoint);
            from = page[^1].OpenTime + 1;
        }

        return bars;
    }
}
