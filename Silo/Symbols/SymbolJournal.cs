using System.Collections.Immutable;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Silo.Symbols;

/// <summary>Keeps one symbol's book in the market store: loads it, and writes each change as one transaction.</summary>
internal sealed class SymbolJournal(SymbolKey symbol, IMarketStore store, SymbolBook book)
{
    private const int OneSecondRing = 600;
    private const int LongerRing = 300;
    private const int Page = IHistoryGrain.MaxRows;

    private readonly string series = symbol.ToString();
    private readonly Dictionary<Interval, BarRing> rings =
        Intervals.All.ToDictionary(i => i, i => new BarRing(i == Interval.OneSecond ? OneSecondRing : LongerRing));

    public BarRing Ring(Interval interval) => rings[interval];

    /// <summary>Restores the book: its state, then the stored trades of the bars that were open.</summary>
    public async Task Load()
    {
        if (await store.ReadState(series) is not { } bytes)
        {
            return;
        }

        book.Restore(SymbolBookState.FromBytes(bytes));
        foreach (var (interval, ring) in rings)
        {
            var capacity = interval == Interval.OneSecond ? OneSecondRing : LongerRing;
            ring.Load(await store.ReadBars(series, interval, new TimeRange(null, null, capacity + 1)));
        }

        await ReplayOpenBars();
    }

    /// <summary>Stores what changed and returns the hints to publish: bars in the order they closed, then the replaced ones.</summary>
    public async Task<List<BarClosed>> Write(BookChanges changes)
    {
        if (changes.IsEmpty)
        {
            return [];
        }

        var hints = new List<BarClosed>(changes.Closed.Count);
        var bars = new Dictionary<(Interval, long), Bar>();
        foreach (var (interval, bar) in changes.Closed)
        {
            bars[(interval, bar.OpenTime)] = bar;
            hints.Add(new BarClosed(symbol, interval, bar, rings[interval].Put(bar)));
        }

        foreach (var (interval, bar) in await Revise(changes))
        {
            bars[(interval, bar.OpenTime)] = bar;
            hints.Add(new BarClosed(symbol, interval, bar, rings[interval].Put(bar)));
        }

        var rows = bars.Select(entry => new StoredBar(entry.Key.Item1, entry.Value)).ToImmutableArray();
        await store.Append(new MarketWrite(series, [.. changes.Accepted], rows, book.ToState().ToBytes()));
        return hints;
    }

    private async Task ReplayOpenBars()
    {
        if (book.ReplayFrom is not { } from)
        {
            return;
        }

        var seen = new HashSet<long>();
        while (true)
        {
            var page = await store.ReadTrades(series, new TimeRange(from, null, Page));
            foreach (var trade in page)
            {
                if (seen.Add(trade.Id))
                {
                    book.Replay(trade);
                }
            }

            if (page.Length < Page || page[^1].Time == from)
            {
                return;
            }

            // Several trades share a millisecond: the last one is read again, and known by its id.
            from = page[^1].Time;
        }
    }

    private async Task<List<StoredBar>> Revise(BookChanges changes)
    {
        var revised = new List<StoredBar>();
        if (changes.Late.Count == 0 && changes.Requalify.Count == 0)
        {
            return revised;
        }

        foreach (var bars in book.Series)
        {
            var interval = bars.Interval;
            var late = changes.Late.Where(item => item.Interval == interval).Select(item => item.Trade).ToList();
            if (bars.NextOpen is not { } nextOpen || Span(interval, late, changes.Requalify, nextOpen) is not { } span)
            {
                continue;
            }

            var (before, slice) = await ReadSlice(interval, span.From, span.To, changes);
            foreach (var bar in BarRevisions.Apply(interval, slice, before, late, book.Ids.Touches))
            {
                revised.Add(new StoredBar(interval, bar));
                if (bar.OpenTime == bars.LastOpen)
                {
                    bars.LastClose = bar.Close;
                }
            }
        }

        return revised;
    }

    /// <summary>Open times of the first and last closed bar that may change.</summary>
    private static (long From, long To)? Span(
        Interval interval, List<Trade> late, List<(long From, long To)> requalify, long nextOpen)
    {
        var times = late.Select(trade => (From: trade.Time, To: trade.Time)).Concat(requalify).ToList();
        var lastClosed = nextOpen - interval.Ms();
        var from = times.Select(time => interval.OpenOf(time.From)).DefaultIfEmpty(long.MaxValue).Min();
        var to = times.Select(time => time.To >= nextOpen ? lastClosed : interval.OpenOf(time.To)).DefaultIfEmpty(long.MinValue).Max();
        return from <= to ? (from, to) : null;
    }

    /// <summary>The closed bars from one open time to another and on to the next bar with trades, and the bar before them.</summary>
    private async Task<(Bar? Before, List<Bar> Slice)> ReadSlice(
        Interval interval, long from, long to, BookChanges changes)
    {
        var ring = rings[interval];
        if (ring.Covers(from))
        {
            return Cut(ring.Bars, from, to);
        }

        var before = await store.ReadBars(series, interval, new TimeRange(null, from, 1));
        var bars = new List<Bar>(before);
        var next = from;
        while (true)
        {
            var page = await store.ReadBars(series, interval, new TimeRange(next, null, Page));
            bars.AddRange(page);
            if (page.Length < Page || (page[^1].OpenTime > to && page[^1].Trades > 0))
            {
                break;
            }

            next = page[^1].OpenTime + 1;
        }

        // Bars that closed in this very call are not stored yet.
        var merged = bars.ToDictionary(bar => bar.OpenTime);
        foreach (var (_, bar) in changes.Closed.Where(closed => closed.Interval == interval))
        {
            merged[bar.OpenTime] = bar;
        }

        return Cut([.. merged.Values.OrderBy(bar => bar.OpenTime)], from, to);
    }

    private static (Bar? Before, List<Bar> Slice) Cut(IReadOnlyList<Bar> bars, long from, long to)
    {
        Bar? before = null;
        var slice = new List<Bar>();
        foreach (var bar in bars)
        {
            if (bar.OpenTime < from)
            {
                before = bar;
                continue;
            }

            if (bar.OpenTime > to && bar.Trades > 0)
            {
                break;
            }

            slice.Add(bar);
        }

        return (before, slice);
    }
}
