namespace QuantPlatform.MarketSimulator.Sockets;

/// <summary>A stream that carries data on some route.</summary>
/// <param name="Name">Exactly as subscribed.</param>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Kind">What it carries.</param>
/// <param name="Interval">Of a kline stream.</param>
/// <param name="Period">Of a mark price stream.</param>
internal sealed record MarketStream(string Name, MarketSymbol Symbol, StreamKind Kind, KlineInterval Interval = default, TimeSpan Period = default)
{
    public bool IsServedOn(StreamRoute route) => route switch
    {
        StreamRoute.Market => Kind is not StreamKind.BookTicker,
        StreamRoute.Public => Kind is StreamKind.Trade or StreamKind.BookTicker,
        _ => false,
    };
}
