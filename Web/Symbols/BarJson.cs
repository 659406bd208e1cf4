using System.ComponentModel;
using System.Text.Json.Serialization;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Symbols;

/// <summary>Bars of a symbol.</summary>
[Example("""
    {"symbol":"BTCUSDT","venue":"binance-usdm","interval":"1m","bars":[{"openTime":1795748760000,"open":110565,"high":110565,"low":110480,
    "close":110544,"volume":3.33,"quoteVolume":368047,"takerBuyVolume":1.648,"vwap":110525,"trades":319,"firstId":null,"lastId":null,"quality":"traded",
    "revision":0,"source":"kline"}]}
    """)]
internal sealed record BarsJson(
    [property: Description("The symbol, without its venue.")] string Symbol,
    [property: Description("Its venue.")] string Venue,
    [property: Description("1s, 1m, 5m, 15m or 1h.")] string Interval,
    [property: Description("Ascending by open time.")] IReadOnlyList<BarJson> Bars);

/// <summary>A bar over [openTime, openTime + interval).</summary>
internal sealed record BarJson(
    [property: Description("Unix ms.")] long OpenTime,
    [property: Description("First price; of a quiet bar the close before it.")] decimal Open,
    [property: Description("Highest price.")] decimal High,
    [property: Description("Lowest price.")] decimal Low,
    [property: Description("Last price.")] decimal Close,
    [property: Description("In base units.")] decimal Volume,
    [property: Description("In quote units.")] decimal QuoteVolume,
    [property: Description("Volume of trades whose taker bought.")] decimal TakerBuyVolume,
    [property: Description("Volume-weighted average price; null without volume.")] decimal? Vwap,
    [property: Description("Raw trades in it.")] long Trades,
    [property: Description("Id of its first trade; null when it has none or is a kline.")] long? FirstId,
    [property: Description("Id of its last trade.")] long? LastId,
    [property: Description("`quiet`: no trades and nothing missing; `gap`: something is missing.")] BarQuality Quality,
    [property: Description("0 when first published, one higher each time it is replaced.")] int Revision,
    [property: Description("What it was built from.")] BarSource Source)
{
    /// <summary>True for the open bar, which still changes; absent for closed ones.</summary>
    [Description("True for the open bar, which still changes; absent for closed ones.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Preview { get; init; }

    /// <summary>The columns of a CSV answer.</summary>
    internal static readonly IReadOnlyList<Column<BarJson>> Columns =
    [
        new("open_time", bar => Csv.Iso(bar.OpenTime)),
        new("open_time_ms", bar => bar.OpenTime),
        new("open", bar => bar.Open),
        new("high", bar => bar.High),
        new("low", bar => bar.Low),
        new("close", bar => bar.Close),
        new("volume", bar => bar.Volume),
        new("quote_volume", bar => bar.QuoteVolume),
        new("taker_buy_volume", bar => bar.TakerBuyVolume),
        new("vwap", bar => bar.Vwap),
        new("trades", bar => bar.Trades),
        new("first_id", bar => bar.FirstId),
        new("last_id", bar => bar.LastId),
        new("quality", bar => bar.Quality),
        new("revision", bar => bar.Revision),
        new("source", bar => bar.Source),
    ];

    /// <summary>The columns when the open bar may be among the rows.</summary>
    internal static readonly IReadOnlyList<Column<BarJson>> ColumnsWithPreview = [.. Columns, new("preview", bar => bar.Preview ?? false)];

    internal static BarJson Of(Bar bar) => new(
        bar.OpenTime, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume, bar.QuoteVolume, bar.TakerBuyVolume, bar.Vwap, bar.Trades, bar.FirstId, bar.LastId,
        bar.Quality, bar.Revision, bar.Source);
}
