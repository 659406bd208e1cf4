namespace QuantPlatform.MarketSimulator;

/// <summary>A candle length that the exchange serves. <c>1s</c> does not exist on futures; <c>3d</c>, <c>1w</c> and <c>1M</c> are not simulated.</summary>
/// <param name="Name">As in the protocol, such as <c>15m</c>.</param>
/// <param name="Milliseconds">Its length; candles are aligned to the Unix epoch.</param>
public readonly record struct KlineInterval(string Name, long Milliseconds)
{
    private const long Minute = 60_000;

    private static readonly Dictionary<string, KlineInterval> All = new (string Name, int Minutes)[]
    {
        ("1m", 1), ("3m", 3), ("5m", 5), ("15m", 15), ("30m", 30), ("1h", 60), ("2h", 120), ("4h", 240),
        ("6h", 360), ("8h", 480), ("12h", 720), ("1d", 1440),
    }.ToDictionary(i => i.Name, i => new KlineInterval(i.Name, i.Minutes * Minute), StringComparer.Ordinal);

    /// <summary>One hour.</summary>
    public static KlineInterval Hour { get; } = All["1h"];

    /// <summary>The interval of that name; false when the exchange has none.</summary>
    public static bool TryParse(string? name, out KlineInterval interval)
    {
        interval = default;
        return name is not null && All.TryGetValue(name, out interval);
    }

    /// <summary>Open time of the candle that contains <paramref name="time"/>.</summary>
    public long Floor(long time) => time - (((time % Milliseconds) + Milliseconds) % Milliseconds);

    /// <summary>Open time of the first candle that opens at or after <paramref name="time"/>.</summary>
    public long Ceiling(long time) => Floor(time + Milliseconds - 1);
}
