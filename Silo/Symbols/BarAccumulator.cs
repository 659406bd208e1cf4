using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Symbols;

/// <summary>Gathers the trades of one bar, in any order: open and close are those of the smallest and greatest id, sums are exact.</summary>
internal sealed class BarAccumulator
{
    private decimal open, high, low, close, volume, quoteVolume, takerBuyVolume;
    private long trades;
    private long firstId = long.MaxValue;
    private long lastId = long.MinValue;

    public BarAccumulator()
    {
    }

    /// <summary>Continues a closed bar, to add a late trade.</summary>
    public BarAccumulator(Bar bar)
    {
        (open, high, low, close) = (bar.Open, bar.High, bar.Low, bar.Close);
        (volume, quoteVolume, takerBuyVolume, trades) = (bar.Volume, bar.QuoteVolume, bar.TakerBuyVolume, bar.Trades);
        if (bar is { FirstId: { } first, LastId: { } last })
        {
            (firstId, lastId) = (first, last);
        }
    }

    public bool IsEmpty => firstId == long.MaxValue;

    public decimal Close => close;

    public void Add(in Trade trade)
    {
        if (IsEmpty)
        {
            high = low = trade.Price;
        }
        else
        {
            high = Math.Max(high, trade.Price);
            low = Math.Min(low, trade.Price);
        }

        if (trade.Id < firstId)
        {
            firstId = trade.Id;
            open = trade.Price;
        }

        if (trade.Id > lastId)
        {
            lastId = trade.Id;
            close = trade.Price;
        }

        volume += trade.Size;
        quoteVolume += trade.Price * trade.Size;
        if (!trade.IsBuyerMaker)
        {
            takerBuyVolume += trade.Size;
        }

        trades += trade.LastRawId - trade.FirstRawId + 1;
    }

    public Bar ToBar(long openTime, BarQuality quality, int revision) => new(
        openTime, open, high, low, close, volume, quoteVolume, takerBuyVolume, trades,
        firstId, lastId, quality, revision, BarSource.Trades);

    /// <summary>A bar without trades: flat at the previous close.</summary>
    public static Bar Flat(long openTime, decimal previousClose, BarQuality quality, int revision) => new(
        openTime, previousClose, previousClose, previousClose, previousClose, 0, 0, 0, 0,
        null, null, quality, revision, BarSource.Trades);
}
