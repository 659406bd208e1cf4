using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Symbols;

namespace QuantPlatform.Silo.Datasets;

/// <summary>Makes bars of a file's trades with the code that makes them of live ones. The clock is the trades' own: a bar closes when a trade at or after its end comes, the last ones at the end of the file.</summary>
/// <remarks>
/// The file is taken as complete from its first trade to its last, so its first and last bars stay. Without trades a bar is quiet; after a silence of more than an hour
/// nobody knows whether the file is complete, and there are no bars until the next trade.
/// </remarks>
/// <param name="intervals">The intervals to make.</param>
/// <param name="hasContiguousIds">Whether an id that is not the next one means that trades are missing.</param>
/// <param name="closed">Takes each bar.</param>
internal sealed class TradeBars(IEnumerable<Interval> intervals, bool hasContiguousIds, Action<StoredBar> closed)
{
    /// <summary>A longer time without trades is a hole.</summary>
    public const long LongestSilenceMs = 3_600_000;

    private readonly List<BarSeries> series = [.. intervals.Select(interval => new BarSeries(interval))];
    private readonly IdLedger ids = new();

    /// <summary>Takes the next trade in order of time.</summary>
    public void Add(in Trade trade)
    {
        Miss(trade);
        Close(trade.Time);
        if (!ids.IsEmpty && trade.Time - ids.UpperTime > LongestSilenceMs)
        {
            foreach (var bars in series)
            {
                CloseUpTo(bars, bars.Interval.OpenOf(ids.UpperTime) + bars.Interval.Ms());
                bars.SkipTo(trade.Time);
            }
        }

        ids.Advance(Math.Max(trade.Id, ids.Upper), trade.Time);
        foreach (var bars in series)
        {
            bars.Add(trade);
        }
    }

    /// <summary>Closes what is open.</summary>
    public void Finish() => series.ForEach(bars => CloseUpTo(bars, bars.Interval.OpenOf(ids.UpperTime) + bars.Interval.Ms()));

    private void Close(long time)
    {
        if (!ids.IsEmpty && time - ids.UpperTime <= LongestSilenceMs)
        {
            series.ForEach(bars => CloseUpTo(bars, time));
        }
    }

    private void CloseUpTo(BarSeries bars, long time) => bars.Close(
        new ClosingGate(time + ClosingGate.Grace, 0, ids.UpperTime, 0, long.MaxValue),
        ids,
        bar => closed(new StoredBar(bars.Interval, bar with { Source = BarSource.Upload })),
        _ => { });

    private void Miss(in Trade trade)
    {
        if (ids.IsEmpty)
        {
            ids.Begin(trade.Id);
        }
        else if (hasContiguousIds && trade.Id > ids.Upper + 1)
        {
            ids.Forget(Interval.OneHour.OpenOf(ids.UpperTime));
            ids.Miss(trade.Id - 1, trade.Time, 0, givenUp: true);
        }
    }
}
