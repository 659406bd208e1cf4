using Orleans;

namespace QuantPlatform.Contracts.Statistics;

/// <summary>How far apart the rows of a statistics table are.</summary>
public enum TableStep
{
    /// <summary>One row a bar.</summary>
    Bar,

    /// <summary>One row a minute: the last point of the minute, with the volumes and trades of the whole of it. Bars of a minute or longer: one row a bar.</summary>
    Minute,
}

/// <summary>One row of a pair's statistics table.</summary>
/// <param name="Time">Open time of the bar or minute, Unix ms.</param>
/// <param name="ChangeYPct">100 · (price / price of the row before − 1); null in the first row there is.</param>
/// <param name="VolumeY">Base volume of Y; null when a bar of the minute is missing.</param>
[GenerateSerializer, Immutable, Alias("PairTableRow")]
public sealed record PairTableRow(
    [property: Id(0)] long Time,
    [property: Id(1)] double PriceY,
    [property: Id(2)] double PriceX,
    [property: Id(3)] double? ChangeYPct,
    [property: Id(4)] double? ChangeXPct,
    [property: Id(5)] decimal? VolumeY,
    [property: Id(6)] decimal? VolumeX,
    [property: Id(7)] long? TradesY,
    [property: Id(8)] long? TradesX,
    [property: Id(9)] double? Spread,
    [property: Id(10)] double? Z,
    [property: Id(11)] double? Beta,
    [property: Id(12)] double? Correlation);
