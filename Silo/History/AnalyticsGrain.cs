using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Silo.Pairs;
using QuantPlatform.Silo.Statistics;

namespace QuantPlatform.Silo.History;

/// <summary>Recomputes pairs from stored bars with the code that runs live.</summary>
[GrainType("analytics")]
[StatelessWorker]
internal sealed partial class AnalyticsGrain(HeavyQueue queue) : Grain, IAnalyticsGrain
{
    private IHistoryGrain History => GrainFactory.GetGrain<IHistoryGrain>("0");

    public async Task<ImmutableArray<PairPoint>> GetPairSeries(
        PairSettings settings, TimeRange range, ImmutableArray<SignalTransition> transitions)
    {
        if (transitions.IsEmpty)
        {
            transitions = (await ReplaySignal(settings)).Transitions;
        }

        var limit = Math.Clamp(range.Limit, 1, IHistoryGrain.MaxRows);
        var warmup = PairKernels.WarmupPoints(settings);
        var history = new PairHistory(History, settings);
        if (range.From is not { } from)
        {
            var last = await history.Before(range.To, warmup + limit);
            var points = PairSeries.Points(settings, last, transitions);
            return [.. points.Skip(Math.Max(0, points.Count - limit))];
        }

        var before = await history.Before(from, warmup);
        var bars = before.Concat(await PointsFrom(history, from, range.To, limit));
        return [.. PairSeries.Points(settings, bars, transitions).Where(point => point.Time >= from).Take(limit)];
    }

    public async Task<SignalReplay> ReplaySignal(PairSettings settings)
    {
        var history = new PairHistory(History, settings);
        var tracker = new PairTracker(settings);
        var from = long.MinValue;
        while (await history.From(from, null, IHistoryGrain.MaxRows) is { Count: > 0 } bars)
        {
            tracker.Continue(bars);
            from = bars[^1].OpenTime + 1;
        }

        return new SignalReplay([.. tracker.TakeTransitions()], tracker.EvaluatedUpTo);
    }

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
