using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Statistics;

/// <summary>Stored bars from which nothing is missing.</summary>
internal static class WholeBars
{
    /// <summary>The last <paramref name="count"/> traded or quiet bars of a symbol, ascending; fewer when there are no more.</summary>
    public static async Task<List<Bar>> Last(IHistoryGrain history, SymbolKey symbol, Interval interval, int count)
    {
        var pages = new List<List<Bar>>();
        var have = 0;
        long? before = null;
        while (have < count)
        {
            var limit = Math.Min(IHistoryGrain.MaxRows, count - have + 16);
            var rows = await history.GetBars(symbol, interval, new TimeRange(null, before, limit));
            var whole = rows.Where(bar => bar.Quality != BarQuality.Gap).ToList();
            pages.Add(whole);
            have += whole.Count;
            if (rows.Length < limit)
            {
                break;
            }

            before = rows[0].OpenTime;
        }

        pages.Reverse();
        return [.. pages.SelectMany(page => page).TakeLast(count)];
    }
}
