using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Tests.Silo.Symbols;

/// <summary>The bars of a tape by grouping, the slow and obvious way: the oracle of the symbol tests.</summary>
internal static class SlowBars
{
    /// <summary>Every bar from the one that holds the first trade to the one that opens at or before <paramref name="lastOpen"/>.</summary>
    public static List<Bar> Of(IEnumerable<Trade> tape, Interval interval, long firstOpen, long lastOpen)
    {
        var ordered = tape.OrderBy(trade => trade.Id).ToList();
        var byOpen = ordered.GroupBy(trade => trade.Time - (trade.Time % (long)interval)).ToDictionary(g => g.Key, g => g.ToList());
        var bars = new List<Bar>();
        decimal? close = null;
        for (var open = byOpen.Keys.Min(); open <= lastOpen; open += (long)interval)
        {
            Bar? bar = null;
            if (byOpen.TryGetValue(open, out var trades))
            {
                bar = new Bar(
                    open, trades[0].Price, trades.Max(t => t.Price), trades.Min(t => t.Price), trades[^1].Price,
                    trades.Sum(t => t.Size), trades.Sum(t => t.Price * t.Size), trades.Where(t => !t.IsBuyerMaker).Sum(t => t.Size),
                    trades.Sum(t => t.LastRawId - t.FirstRawId + 1), trades[0].Id, trades[^1].Id, BarQuality.Traded, 0, BarSource.Trades);
            }
            else if (close is { } flat)
            {
                bar = new Bar(open, flat, flat, flat, flat, 0, 0, 0, 0, null, null, BarQuality.Quiet, 0, BarSource.Trades);
            }

            close = bar?.Close ?? close;
            if (bar is not null && open >= firstOpen)
            {
                bars.Add(bar);
            }
        }

        return bars;
    }
}
