using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;

namespace QuantPlatform.Silo.Pairs;

/// <summary>Stored bars of both legs, joined by open time.</summary>
internal sealed class PairHistory(IHistoryGrain history, PairSettings settings)
{
    private const int Page = IHistoryGrain.MaxRows;

    /// <summary>The last bars before a time that make at least so many points, as far as there are any.</summary>
    /// <param name="before">Exclusive open time; null: up to the newest.</param>
    public async Task<List<JointBar>> Before(long? before, int points)
    {
        var pages = new List<List<JointBar>>();
        var have = 0;
        while (have < points)
        {
            var limit = Math.Min(Page, points - have + 16);
            var range = new TimeRange(null, before, limit);
            var y = await Bars(settings.Y, range);
            var x = await Bars(settings.X, range);
            if (y.Count == 0 || x.Count == 0)
            {
                break;
            }

            // Only where both pages reach is the join complete.
            var from = Math.Max(Reach(y, limit), Reach(x, limit));
            var page = Join(y, x, from);
            pages.Add(page);
            have += page.Count(bar => bar.IsPoint);
            if (from == long.MinValue)
            {
                break;
            }

            before = from;
        }

        pages.Reverse();
        return [.. pages.SelectMany(page => page)];
    }

    /// <summary>The first bars of a range, up to <paramref name="limit"/> joint bars.</summary>
    public async Task<List<JointBar>> From(long from, long? to, int limit)
    {
        var result = new List<JointBar>();
        while (result.Count < limit)
        {
            var size = Math.Min(Page, limit - result.Count);
            var range = new TimeRange(from, to, size);
            var y = await Bars(settings.Y, range);
            var x = await Bars(settings.X, range);
            var until = Math.Min(End(y, size), End(x, size));
            result.AddRange(Join(y, x, long.MinValue).Where(bar => bar.OpenTime <= until));
            if (until == long.MaxValue || y.Count == 0 || x.Count == 0)
            {
                break;
            }

            from = until + 1;
        }

        return result;
    }

    private async Task<IReadOnlyList<Bar>> Bars(SymbolKey leg, TimeRange range) => await history.GetBars(leg, settings.Interval, range);

    private static long Reach(IReadOnlyList<Bar> bars, int limit) => bars.Count < limit ? long.MinValue : bars[0].OpenTime;

    private static long End(IReadOnlyList<Bar> bars, int limit) => bars.Count < limit ? long.MaxValue : bars[^1].OpenTime;

    private static List<JointBar> Join(IReadOnlyList<Bar> y, IReadOnlyList<Bar> x, long from)
    {
        var joint = new List<JointBar>(Math.Min(y.Count, x.Count));
        var j = 0;
        foreach (var bar in y)
        {
            while (j < x.Count && x[j].OpenTime < bar.OpenTime)
            {
                j++;
            }

            if (j < x.Count && x[j].OpenTime == bar.OpenTime && bar.OpenTime >= from)
            {
                joint.Add(new JointBar(bar, x[j]));
            }
        }

        return joint;
    }
}
