using QuantPlatform.MarketSimulator;

namespace QuantPlatform.Tests.MarketSimulator;

/// <summary>Candles summed from trades in the plainest way, as a check on those the exchange serves.</summary>
internal static class SlowBars
{
    public static Dictionary<long, MarketKline> Of(IEnumerable<MarketTrade> trades, long length)
    {
        var bars = new Dictionary<long, MarketKline>();
        foreach (var bar in trades.GroupBy(t => t.Time / length * length))
        {
            var rows = bar.OrderBy(t => t.Id).ToList();
            var bought = rows.Where(t => !t.BuyerIsMaker).ToList();
            bars[bar.Key] = new MarketKline(
                bar.Key, rows[0].Price, rows.Max(t => t.Price), rows.Min(t => t.Price), rows[^1].Price,
                rows.Sum(t => t.Quantity), rows.Sum(t => t.Price * t.Quantity), bought.Sum(t => t.Quantity), bought.Sum(t => t.Price * t.Quantity),
                rows.Sum(t => t.LastId - t.FirstId + 1), rows[0].FirstId, rows[^1].LastId);
        }

        return bars;
    }
}
