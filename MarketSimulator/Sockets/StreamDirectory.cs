namespace QuantPlatform.MarketSimulator.Sockets;

/// <summary>Finds the stream a name means. Names are case-sensitive: an upper-case symbol means nothing.</summary>
internal sealed class StreamDirectory(IMarketSource source)
{
    private readonly Dictionary<string, MarketSymbol> _symbols = source.Symbols.ToDictionary(s => s.StreamPrefix, StringComparer.Ordinal);

    /// <summary>Null when no such stream exists.</summary>
    public MarketStream? Find(string name)
    {
        var at = name.IndexOf('@', StringComparison.Ordinal);
        if (at < 0 || !_symbols.TryGetValue(name[..at], out var symbol))
            return null;
        return name[(at + 1)..] switch
        {
            "aggTrade" => new MarketStream(name, symbol, StreamKind.AggTrade),
            "trade" => new MarketStream(name, symbol, StreamKind.Trade),
            "bookTicker" => new MarketStream(name, symbol, StreamKind.BookTicker),
            "markPrice" => new MarketStream(name, symbol, StreamKind.MarkPrice, Period: TimeSpan.FromSeconds(3)),
            "markPrice@1s" => new MarketStream(name, symbol, StreamKind.MarkPrice, Period: TimeSpan.FromSeconds(1)),
            ['k', 'l', 'i', 'n', 'e', '_', .. var length] when KlineInterval.TryParse(length, out var interval) =>
                new MarketStream(name, symbol, StreamKind.Kline, interval),
            _ => null,
        };
    }
}
