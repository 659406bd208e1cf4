using System.ComponentModel;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Statistics;

/// <summary>The statistics table of a pair.</summary>
[Example("""
    {"rows":[{"time":1795748820000,"priceY":3872.55,"priceX":110684,"changeYPct":0.108315,"changeXPct":0.127008,"volumeY":327.426,"volumeX":6.46,
    "tradesY":802,"tradesX":441,"spread":-0.000914073,"z":-0.534607,"beta":0.921035,"correlation":0.927314},{"time":1795748880000,"priceY":3874.1,
    "priceX":110759,"changeYPct":0.0400253,"changeXPct":0.0675795,"volumeY":49.945,"volumeX":8.386,"tradesY":168,"tradesX":513,"spread":-0.00110489,
    "z":-0.795097,"beta":0.917285,"correlation":0.925866}]}
    """)]
internal sealed record TableJson(
    [property: Description("Ascending in time.")] IReadOnlyList<TableRowJson> Rows);

/// <summary>One bar or minute.</summary>
internal sealed record TableRowJson(
    [property: Description("Its open time, Unix ms.")] long Time,
    [property: Description("Last close of y.")] double? PriceY,
    [property: Description("Last close of x.")] double? PriceX,
    [property: Description("Change of y since the row before, in percent.")] double? ChangeYPct,
    [property: Description("Change of x since the row before, in percent.")] double? ChangeXPct,
    [property: Description("Base volume of y; null when a bar of the minute is missing.")] decimal? VolumeY,
    [property: Description("Base volume of x.")] decimal? VolumeX,
    [property: Description("Trades of y.")] long? TradesY,
    [property: Description("Trades of x.")] long? TradesX,
    [property: Description("Spread at the last point of the row.")] double? Spread,
    [property: Description("z at that point.")] double? Z,
    [property: Description("Hedge ratio at that point.")] double? Beta,
    [property: Description("Correlation of log returns at that point.")] double? Correlation)
{
    /// <summary>The columns of a CSV answer.</summary>
    internal static readonly IReadOnlyList<Column<TableRowJson>> Columns =
    [
        new("open_time", row => Csv.Iso(row.Time)),
        new("open_time_ms", row => row.Time),
        new("price_y", row => row.PriceY),
        new("price_x", row => row.PriceX),
        new("change_y_pct", row => row.ChangeYPct),
        new("change_x_pct", row => row.ChangeXPct),
        new("volume_y", row => row.VolumeY),
        new("volume_x", row => row.VolumeX),
        new("trades_y", row => row.TradesY),
        new("trades_x", row => row.TradesX),
        new("spread", row => row.Spread),
        new("z", row => row.Z),
        new("beta", row => row.Beta),
        new("correlation", row => row.Correlation),
    ];

    internal static TableRowJson Of(PairTableRow row) => new(
        row.Time, row.PriceY, row.PriceX, row.ChangeYPct, row.ChangeXPct, row.VolumeY, row.VolumeX, row.TradesY, row.TradesX, row.Spread, row.Z, row.Beta, row.Correlation);
}
