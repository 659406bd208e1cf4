using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;

namespace QuantPlatform.Silo.Symbols;

/// <summary>Puts a symbol's status together.</summary>
internal static class SymbolStatuses
{
    private const int HoursADay = 24;

    public static SymbolStatus Of(SymbolBook book, SymbolJournal journal, Trade? lastTrade)
    {
        var hours = journal.Ring(Interval.OneHour).Bars;
        var seconds = journal.Ring(Interval.OneSecond).Bars;
        var open = book.Preview(Interval.OneHour);
        decimal? lastPrice = lastTrade?.Price ?? open?.Close ?? (seconds.Count > 0 ? seconds[^1].Close : hours.Count > 0 ? hours[^1].Close : null);
        var day = hours.Skip(Math.Max(0, hours.Count - HoursADay)).ToList();
        var isWholeDay = day.Count == HoursADay;
        var counters = book.Counters;
        return new SymbolStatus(
            lastPrice,
            book.LastTradeTime > 0 ? book.LastTradeTime : null,
            book.OpenGaps,
            counters.FilledGaps,
            book.FailedGaps,
            counters.Duplicates,
            counters.Early,
            counters.Late,
            counters.Rejected,
            counters.Epochs,
            isWholeDay && lastPrice is { } price && day[0].Open > 0 ? (double)(100 * (price / day[0].Open - 1)) : null,
            isWholeDay ? day.Sum(bar => bar.Volume) + (open?.Volume ?? 0) : null,
            book.CaughtUp);
    }
}
