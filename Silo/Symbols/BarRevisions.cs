using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Symbols;

/// <summary>Rebuilds closed bars after late trades and after gaps changed. Pure.</summary>
internal static class BarRevisions
{
    /// <summary>Replaces what must change in a run of closed bars.</summary>
    /// <param name="interval">Their interval.</param>
    /// <param name="bars">Ascending; after the last bar touched it must go on to the next bar with trades, because quiet bars repeat the close before them.</param>
    /// <param name="before">The bar before the first one; null when there is none.</param>
    /// <param name="late">Late trades, each inside one of <paramref name="bars"/> or (then ignored) in none.</param>
    /// <param name="touches">Whether the bar <c>[open, end)</c> touches a gap now.</param>
    /// <returns>The changed bars only, each with its revision one higher.</returns>
    public static List<Bar> Apply(
        Interval interval, IReadOnlyList<Bar> bars, Bar? before, IEnumerable<Trade> late, Func<long, long, bool> touches)
    {
        var byBar = late.ToLookup(trade => interval.OpenOf(trade.Time));
        var changed = new List<Bar>();
        var previousClose = before?.Close;
        foreach (var bar in bars)
        {
            var next = bar.Source == BarSource.Trades ? Rebuild(interval, bar, previousClose, byBar[bar.OpenTime], touches) : bar;
            if (next != bar)
            {
                changed.Add(next with { Revision = bar.Revision + 1 });
            }

            previousClose = next.Close;
        }

        return changed;
    }

    private static Bar Rebuild(
        Interval interval, Bar bar, decimal? previousClose, IEnumerable<Trade> late, Func<long, long, bool> touches)
    {
        var accumulator = new BarAccumulator(bar);
        foreach (var trade in late)
        {
            accumulator.Add(trade);
        }

        var isTouched = touches(bar.OpenTime, bar.OpenTime + interval.Ms());
        return accumulator.IsEmpty
            ? BarAccumulator.Flat(bar.OpenTime, previousClose ?? bar.Close, isTouched ? BarQuality.Gap : BarQuality.Quiet, bar.Revision)
            : accumulator.ToBar(bar.OpenTime, isTouched ? BarQuality.Gap : BarQuality.Traded, bar.Revision);
    }
}
