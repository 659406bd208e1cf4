using System.Text.Json.Serialization;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.Symbols;

/// <summary>Bars of a symbol.</summary>
/// <param name="Symbol">The symbol, without its venue.</param>
/// <param name="Venue">Its venue.</param>
/// <param name="Interval">1s, 1m, 5m, 15m or 1h.</param>
/// <param name="Bars">Ascending by open time.</param>
internal sealed record BarsJson(string Symbol, string Venue, string Interval, IReadOnlyList<BarJson> Bars);

/// <summary>A bar over [openTime, openTime + interval).</summary>
/// <param name="OpenTime">Unix ms.</param>
/// <param name="Open">First price; of a quiet bar the close before it.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">In base units.</param>
/// <param name="QuoteVolume">In quote units.</param>
/// <param name="TakerBuyVolume">Volume of trades whose taker bought.</param>
/// <param name="Vwap">Volume-weighted average price; null without volume.</param>
/// <param name="Trades">Raw trades in it.</param>
/// <param name="FirstId">Id of its first trade; null when it has none or is a kline.</param>
/// <param name="LastId">Id of its last trade.</param>
/// <param name="Quality"><c>quiet</c>: no trades and nothing missing; <c>gap</c>: something is missing.</param>
/// <param name="Revision">0 when first published, one higher each time it is replaced.</param>
/// <param name="Source">What it was built from.</param>
internal sealed record BarJson(
    long OpenTime, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume, decimal QuoteVolume, decimal TakerBuyVolume, decimal? Vwap,
    long Trades, long? FirstId, long? LastId, BarQuality Quality, int Revision, BarSource Source)
{
    /// <summary>True for the open bar, which still changes; absent for closed ones.</summary>
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
