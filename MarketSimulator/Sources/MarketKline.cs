namespace QuantPlatform.MarketSimulator;

/// <summary>One candle. A quiet one is flat at the previous close with zero volumes and no ids (-1).</summary>
/// <param name="OpenTime">Unix milliseconds; its key.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Greatest price.</param>
/// <param name="Low">Least price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Σ quantity.</param>
/// <param name="QuoteVolume">Σ price · quantity.</param>
/// <param name="TakerBuyVolume">Σ quantity where the taker bought.</param>
/// <param name="TakerBuyQuoteVolume">Σ price · quantity where the taker bought.</param>
/// <param name="Trades">Number of raw trades, Σ(l − f + 1).</param>
/// <param name="FirstId">First raw trade id, -1 when there is none.</param>
/// <param name="LastId">Last raw trade id, -1 when there is none.</param>
public readonly record struct MarketKline(
    long OpenTime, decimal Open, decimal High, decimal Low, decimal Close,
    decimal Volume, decimal QuoteVolume, decimal TakerBuyVolume, decimal TakerBuyQuoteVolume,
    long Trades, long FirstId, long LastId)
{
    /// <summary>The candle of an interval without trades.</summary>
    public static MarketKline Quiet(long openTime, decimal previousClose) =>
        new(openTime, previousClose, previousClose, previousClose, previousClose, 0, 0, 0, 0, 0, -1, -1);
}
