using System.Globalization;

namespace QuantPlatform.MarketSimulator.Rest;

/// <summary>Reads parameters the way the exchange does.</summary>
internal sealed class RestQuery(IQueryCollection query, IReadOnlyList<MarketSymbol> symbols)
{
    /// <exception cref="RestError">It is missing or unknown.</exception>
    public MarketSymbol Symbol() => OptionalSymbol() ?? throw RestError.Missing("symbol");

    /// <summary>Null when not given.</summary>
    public MarketSymbol? OptionalSymbol() => Text("symbol") is { } name
        ? symbols.FirstOrDefault(s => s.Name == name) ?? throw RestError.InvalidSymbol()
        : null;

    public KlineInterval Interval() => KlineInterval.TryParse(Text("interval") ?? throw RestError.Missing("interval"), out var interval)
        ? interval
        : throw RestError.InvalidInterval();

    /// <summary>Null when not given.</summary>
    public long? Number(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw RestError.Malformed(name);
    }

    public int Limit(int standard, int most) => Number("limit") switch
    {
        null => standard,
        >= 1 and var limit when limit <= most => (int)limit,
        _ => throw RestError.OutOfRange("limit"),
    };

    private string? Text(string name) => query.TryGetValue(name, out var values) && !string.IsNullOrEmpty(values[0]) ? values[0] : null;
}
