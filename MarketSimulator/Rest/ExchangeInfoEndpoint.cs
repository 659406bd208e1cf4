using System.Text.Json;
using QuantPlatform.MarketSimulator.Sockets;

namespace QuantPlatform.MarketSimulator.Rest;

/// <summary><c>exchangeInfo</c>: the limits and what can be traded.</summary>
internal static class ExchangeInfoEndpoint
{
    public static void Write(IMarketSource source, int weightPerMinute, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("timezone"u8, "UTC"u8);
        json.WriteNumber("serverTime"u8, source.Now);
        json.WriteString("futuresType"u8, "U_MARGINED"u8);
        json.WriteStartArray("rateLimits"u8);
        json.WriteStartObject();
        json.WriteString("rateLimitType"u8, "REQUEST_WEIGHT"u8);
        json.WriteString("interval"u8, "MINUTE"u8);
        json.WriteNumber("intervalNum"u8, 1);
        json.WriteNumber("limit"u8, weightPerMinute);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("exchangeFilters"u8);
        json.WriteEndArray();
        json.WriteStartArray("symbols"u8);
        foreach (var symbol in source.Symbols)
            Symbol(json, symbol);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Symbol(Utf8JsonWriter json, MarketSymbol symbol)
    {
        json.WriteStartObject();
        json.WriteString("symbol"u8, symbol.Name);
        json.WriteString("pair"u8, symbol.Name);
        json.WriteString("contractType"u8, "PERPETUAL"u8);
        json.WriteNumber("deliveryDate"u8, 4133404800000);
        json.WriteNumber("onboardDate"u8, symbol.OnboardTime);
        json.WriteString("status"u8, "TRADING"u8);
        json.WriteString("baseAsset"u8, symbol.BaseAsset);
        json.WriteString("quoteAsset"u8, symbol.QuoteAsset);
        json.WriteString("marginAsset"u8, symbol.QuoteAsset);
        json.WriteNumber("pricePrecision"u8, symbol.TickSize.Scale + 1);
        json.WriteNumber("quantityPrecision"u8, symbol.StepSize.Scale);
        json.WriteString("underlyingType"u8, "COIN"u8);
        json.WriteStartArray("filters"u8);
        Filter(json, "PRICE_FILTER", ("minPrice", symbol.TickSize), ("maxPrice", 1_000_000), ("tickSize", symbol.TickSize));
        Filter(json, "LOT_SIZE", ("minQty", symbol.StepSize), ("maxQty", 1_000_000), ("stepSize", symbol.StepSize));
        Filter(json, "MARKET_LOT_SIZE", ("minQty", symbol.StepSize), ("maxQty", 1_000_000), ("stepSize", symbol.StepSize));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Filter(Utf8JsonWriter json, string type, params ReadOnlySpan<(string Name, decimal Value)> values)
    {
        json.WriteStartObject();
        json.WriteString("filterType"u8, type);
        foreach (var (name, value) in values)
            json.WriteString(name, StreamPayloads.Text(value));
        json.WriteEndObject();
    }
}
