using System.Collections.Immutable;
using System.Text.Json;
using QuantPlatform.Contracts.Symbols;

namespace QuantPlatform.Silo.Feeds.Rest;

/// <summary>What exchangeInfo says: symbols in name order and the request weight per minute (null: not said).</summary>
internal sealed record ExchangeInfo(ImmutableArray<SymbolInfo> Symbols, int? WeightPerMinute)
{
    /// <summary>Reads the answer; throws <see cref="JsonException"/> when it is not one. Symbols that lack a needed member are left out.</summary>
    public static ExchangeInfo Parse(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("symbols", out var symbols) || symbols.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("no symbols");
        }

        var list = symbols.EnumerateArray().Select(ParseSymbol).OfType<SymbolInfo>().OrderBy(s => s.Symbol, StringComparer.Ordinal);
        return new ExchangeInfo([.. list], Weight(root));
    }

    private static SymbolInfo? ParseSymbol(JsonElement row) =>
        Text(row, "symbol") is { Length: > 0 } symbol && Text(row, "status") is { } status
            ? new SymbolInfo(
                symbol, status, Text(row, "contractType") ?? "", Text(row, "baseAsset") ?? "", Text(row, "quoteAsset") ?? "",
                Filter(row, "PRICE_FILTER", "tickSize"), Filter(row, "LOT_SIZE", "stepSize"),
                row.TryGetProperty("onboardDate", out var date) && date.TryGetInt64(out var onboard) ? onboard : 0)
            : null;

    private static decimal Filter(JsonElement row, string type, string member)
    {
        if (!row.TryGetProperty("filters", out var filters) || filters.ValueKind != JsonValueKind.Array)
        {
            return 0;
        }

        foreach (var filter in filters.EnumerateArray())
        {
            if (Text(filter, "filterType") == type && decimal.TryParse(Text(filter, member), out var value))
            {
                return value;
            }
        }

        return 0;
    }

    private static int? Weight(JsonElement root)
    {
        if (!root.TryGetProperty("rateLimits", out var limits) || limits.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (var limit in limits.EnumerateArray())
        {
            if (Text(limit, "rateLimitType") == "REQUEST_WEIGHT" && Text(limit, "interval") == "MINUTE"
                && limit.TryGetProperty("intervalNum", out var count) && count.TryGetInt32(out var minutes) && minutes > 0
                && limit.TryGetProperty("limit", out var value) && value.TryGetInt32(out var weight))
            {
                return weight / minutes;
            }
        }

        return null;
    }

    private static string? Text(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
