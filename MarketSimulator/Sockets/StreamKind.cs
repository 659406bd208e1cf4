namespace QuantPlatform.MarketSimulator.Sockets;

internal enum StreamKind
{
    AggTrade,
    Trade,
    Kline,
    MarkPrice,
    BookTicker,
}
