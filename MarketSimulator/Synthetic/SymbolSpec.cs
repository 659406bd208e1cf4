namespace QuantPlatform.MarketSimulator.Synthetic;

/// <summary>How one synthetic symbol trades.</summary>
/// <param name="Asset">Base asset; the quote asset is USDT.</param>
/// <param name="Group">Symbols of one group follow one random walk and so are cointegrated.</param>
/// <param name="Price">Around which it moves, USDT.</param>
/// <param name="Tick">Tick size as printed.</param>
/// <param name="Step">Step size as printed.</param>
/// <param name="Rate">Aggregate trades per second on average.</param>
/// <param name="MedianUsd">Median size of a trade, USDT.</param>
/// <param name="Loading">Log price per unit of the group's walk, on average.</param>
/// <param name="Own">Standard deviation of its own mean-reverting part, per √second.</param>
internal sealed record SymbolSpec(
    string Asset, string Group, double Price, string Tick, string Step, double Rate, double MedianUsd, double Loading, double Own)
{
    /// <summary>Twenty contracts of six groups, named like real ones. Prices and rates are of the right order, no more.</summary>
    public static IReadOnlyList<SymbolSpec> All { get; } =
    [
        new("BTC", "store", 96_000, "0.10", "0.001", 10, 900, 1.00, 0.15e-4),
        new("ETH", "store", 3_300, "0.01", "0.001", 7, 700, 1.15, 0.40e-4),
        new("SOL", "platform", 185, "0.0100", "0.01", 5, 400, 1.30, 0.25e-4),
        new("BNB", "exchange", 880, "0.010", "0.01", 3.5, 500, 0.85, 0.20e-4),
        new("XRP", "payment", 2.4, "0.0001", "0.1", 4.5, 350, 1.10, 0.25e-4),
        new("LTC", "store", 105, "0.01", "0.001", 0.8, 200, 0.95, 0.55e-4),
        new("BCH", "store", 520, "0.01", "0.001", 0.6, 250, 1.05, 0.60e-4),
        new("AVAX", "platform", 24, "0.0010", "1", 1.2, 250, 1.25, 0.55e-4),
        new("NEAR", "platform", 3.1, "0.0010", "1", 0.7, 200, 1.35, 0.60e-4),
        new("SUI", "platform", 3.4, "0.000100", "0.1", 1.8, 250, 1.45, 0.55e-4),
        new("UNI", "exchange", 9.2, "0.0010", "1", 0.5, 200, 1.10, 0.60e-4),
        new("AAVE", "exchange", 290, "0.010", "0.1", 0.6, 250, 1.15, 0.55e-4),
        new("ADA", "payment", 0.82, "0.00010", "1", 1.5, 200, 1.15, 0.50e-4),
        new("XLM", "payment", 0.38, "0.00001", "1", 0.5, 150, 1.00, 0.55e-4),
        new("TRX", "payment", 0.31, "0.00001", "1", 0.4, 200, 0.60, 0.35e-4),
        new("DOGE", "meme", 0.21, "0.000010", "1", 2.5, 250, 1.35, 0.45e-4),
        new("1000SHIB", "meme", 0.0124, "0.000001", "1", 0.7, 150, 1.40, 0.55e-4),
        new("1000PEPE", "meme", 0.0098, "0.0000001", "1", 1.6, 200, 1.60, 0.60e-4),
        new("LINK", "oracle", 18.5, "0.001", "0.01", 1.1, 250, 1.20, 0.50e-4),
        new("DOT", "oracle", 4.1, "0.001", "0.1", 0.3, 150, 1.15, 0.55e-4),
    ];
}
