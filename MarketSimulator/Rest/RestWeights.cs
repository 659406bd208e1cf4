namespace QuantPlatform.MarketSimulator.Rest;

/// <summary>What a call costs.</summary>
internal static class RestWeights
{
    public static int Of(string endpoint, IQueryCollection query) => endpoint switch
    {
        "aggTrades" => 20,
        "klines" => Klines(query["limit"]),
        "trades" => 5,
        "premiumIndex" => query.ContainsKey("symbol") ? 1 : 10,
        "ticker/24hr" => query.ContainsKey("symbol") ? 1 : 40,
        _ => 1,
    };

    /// <summary>By the limit that was asked for, upper edges inclusive; without one 5.</summary>
    private static int Klines(string? limit) => int.TryParse(limit, out var rows)
        ? rows switch
        {
            < 100 => 1,
            <= 500 => 2,
            <= 1000 => 5,
            _ => 10,
        }
        : 5;
}
