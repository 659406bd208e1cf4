using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Symbols;

/// <summary>The open bars of one interval, and the order in which they close.</summary>
internal sealed class BarSeries(Interval interval)
{
    private readonly SortedDictionary<long, BarAccumulator> pending = [];

    public Interval Interval => interval;

    /// <summary>Open time of the next bar to close; null before the first trade.</summary>
    public long? NextOpen { get; private set; }

    /// <summary>Price that a quiet bar repeats; null before the first bar.</summary>
    public decimal? LastClose { get; set; }

    /// <summary>Open time of the newest closed bar.</summary>
    public long? LastOpen { get; private set; }

    /// <summary>Bars that open before it are not complete and are dropped when they close.</summary>
    public long CoveredFrom { get; private set; }

    public void Restore(long? nextOpen, decimal? lastClose, long? lastOpen, long coveredFrom) =>
        (NextOpen, LastClose, LastOpen, CoveredFrom) = (nextOpen, lastClose, lastOpen, coveredFrom);

    /// <summary>Starts anew: what is open is forgotten, and bars that open before <paramref name="coveredFrom"/> will be dropped.</summary>
    public void Begin(long coveredFrom)
    {
        pending.Clear();
        NextOpen = null;
        CoveredFrom = coveredFrom;
    }

    /// <summary>Adds a trade to its bar.</summary>
    /// <returns>False when that bar is closed: the trade is late.</returns>
    public bool Add(in Trade trade)
    {
        var open = interval.OpenOf(trade.Time);
        NextOpen ??= open;
        if (open < NextOpen)
        {
            return false;
        }

        if (!pending.TryGetValue(open, out var bar))
        {
            pending[open] = bar = new BarAccumulator();
        }

        bar.Add(trade);
        return true;
    }

    /// <summary>The bar that is open now, as a preview; null when nothing traded in it.</summary>
    public Bar? Preview() => pending.Count == 0 ? null : Latest();

    /// <summary>Closes every bar that may close, in order.</summary>
    /// <param name="gate">Decides when a bar may close.</param>
    /// <param name="ids">Says which bars touch a gap.</param>
    /// <param name="closed">Takes each closed bar.</param>
    /// <param name="dropped">Takes the open time of each incomplete first bar.</param>
    public void Close(ClosingGate gate, IdLedger ids, Action<Bar> closed, Action<long> dropped)
    {
        while (NextOpen is { } open)
        {
            var end = open + interval.Ms();
            if (!gate.MayClose(open, end))
            {
                return;
            }

            NextOpen = end;
            pending.Remove(open, out var bar);
            if (open < CoveredFrom)
            {
                LastClose = bar?.Close ?? LastClose;
                dropped(open);
                continue;
            }

            var touched = ids.Touches(open, end);
            if (bar is null && LastClose is null)
            {
                continue;
            }

            var result = bar is null
                ? BarAccumulator.Flat(open, LastClose!.Value, touched ? BarQuality.Gap : BarQuality.Quiet, 0)
                : bar.ToBar(open, touched ? BarQuality.Gap : BarQuality.Traded, 0);
            LastClose = result.Close;
            LastOpen = open;
            closed(result);
        }
    }

    /// <summary>Passes over the bars of an outage that nobody can fill: the next bar is the one that holds <paramref name="time"/>.</summary>
    public void SkipTo(long time)
    {
        var open = interval.OpenOf(time);
        if (NextOpen is { } next && open > next && !pending.Keys.Any(key => key < open))
        {
            NextOpen = open;
        }
    }

    private Bar Latest()
    {
        var (open, bar) = pending.Last();
        return bar.ToBar(open, BarQuality.Traded, 0);
    }
}
