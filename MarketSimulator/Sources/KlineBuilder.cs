namespace QuantPlatform.MarketSimulator;

/// <summary>Sums the trades of one candle.</summary>
internal struct KlineBuilder(long openTime)
{
    private MarketKline _kline = MarketKline.Quiet(openTime, 0);

    public readonly bool IsEmpty => _kline.FirstId < 0;

    public void Add(in MarketTrade trade)
    {
        var quote = trade.Price * trade.Quantity;
        var first = IsEmpty;
        _kline = _kline with
        {
            Open = first ? trade.Price : _kline.Open,
            High = first ? trade.Price : Math.Max(_kline.High, trade.Price),
            Low = first ? trade.Price : Math.Min(_kline.Low, trade.Price),
            Close = trade.Price,
            Volume = _kline.Volume + trade.Quantity,
            QuoteVolume = _kline.QuoteVolume + quote,
            TakerBuyVolume = _kline.TakerBuyVolume + (trade.BuyerIsMaker ? 0 : trade.Quantity),
            TakerBuyQuoteVolume = _kline.TakerBuyQuoteVolume + (trade.BuyerIsMaker ? 0 : quote),
            Trades = _kline.Trades + trade.LastId - trade.FirstId + 1,
            FirstId = first ? trade.FirstId : _kline.FirstId,
            LastId = trade.LastId,
        };
    }

    public readonly MarketKline Build(decimal previousClose) =>
        IsEmpty ? MarketKline.Quiet(_kline.OpenTime, previousClose) : _kline;
}
