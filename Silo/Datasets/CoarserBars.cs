using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Silo.Datasets;

/// <summary>
/// Merges bars into those of a coarser interval: first open, highest high, lowest low, last close, sums. A bar with all its rows is traded, or quiet when all of them are;
/// one with a row missing is a gap; an incomplete one at either end of the file is left out.
/// </summary>
/// <param name="expected">Rows of a complete bar.</param>
/// <param name="closed">Takes each bar.</param>
internal sealed class CoarserBars(Interval interval, long expected, Action<StoredBar> closed)
{
    private Bar? merged;
    private long count;
    private bool isFirst = true;

    /// <summary>Takes the next bar in order of time.</summary>
    public void Add(Bar bar)
    {
        var open = interval.OpenOf(bar.OpenTime);
        if (merged is { } current && current.OpenTime == open)
        {
            merged = current with
            {
                High = Math.Max(current.High, bar.High),
                Low = Math.Min(current.Low, bar.Low),
                Close = bar.Close,
                Volume = current.Volume + bar.Volume,
                QuoteVolume = current.QuoteVolume + bar.QuoteVolume,
                TakerBuyVolume = current.TakerBuyVolume + bar.TakerBuyVolume,
                Trades = current.Trades + bar.Trades,
                Quality = Both(current.Quality, bar.Quality),
            };
            count++;
            return;
        }

        Close(isLast: false);
        (merged, count) = (bar with { OpenTime = open }, 1);
    }

    /// <summary>Ends the last bar.</summary>
    public void Finish() => Close(isLast: true);

    private void Close(bool isLast)
    {
        if (merged is { } bar && (count >= expected || (!isFirst && !isLast)))
        {
            closed(new StoredBar(interval, count >= expected ? bar : bar with { Quality = BarQuality.Gap }));
        }

        isFirst &= merged is null;
    }

    private static BarQuality Both(BarQuality a, BarQuality b) =>
        a == BarQuality.Gap || b == BarQuality.Gap ? BarQuality.Gap : a == BarQuality.Quiet && b == BarQuality.Quiet ? BarQuality.Quiet : BarQuality.Traded;
}
