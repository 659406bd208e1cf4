using Orleans;

namespace QuantPlatform.Contracts.Markets;

/// <summary>How complete a bar is.</summary>
public enum BarQuality
{
    /// <summary>Holds trades and nothing is missing.</summary>
    Traded = 0,

    /// <summary>No trades and nothing missing: flat at the previous close, volume 0.</summary>
    Quiet = 1,

    /// <summary>Touches an id gap or an outage that has not been filled.</summary>
    Gap = 2,
}

/// <summary>Where a bar comes from.</summary>
public enum BarSource
{
    /// <summary>Built here from trades.</summary>
    Trades = 0,

    /// <summary>The venue's own kline.</summary>
    Kline = 1,

    /// <summary>A user's upload.</summary>
    Upload = 2,
}

/// <summary>A closed (or, as a preview, open) bar over <c>[OpenTime, OpenTime + interval)</c>.</summary>
/// <param name="OpenTime">Unix ms, aligned to the UTC epoch.</param>
/// <param name="QuoteVolume">Σ price · size, exact.</param>
/// <param name="TakerBuyVolume">Volume of trades whose taker bought.</param>
/// <param name="Trades">Raw trades: Σ (last raw id − first raw id + 1).</param>
/// <param name="FirstId">Id of the first trade; null when there is none or the bar is a kline.</param>
/// <param name="Revision">0 when first published; one higher each time the bar is replaced.</param>
[GenerateSerializer, Immutable, Alias("Bar")]
public sealed record Bar(
    [property: Id(0)] long OpenTime,
    [property: Id(1)] decimal Open,
    [property: Id(2)] decimal High,
    [property: Id(3)] decimal Low,
    [property: Id(4)] decimal Close,
    [property: Id(5)] decimal Volume,
    [property: Id(6)] decimal QuoteVolume,
    [property: Id(7)] decimal TakerBuyVolume,
    [property: Id(8)] long Trades,
    [property: Id(9)] long? FirstId,
    [property: Id(10)] long? LastId,
    [property: Id(11)] BarQuality Quality,
    [property: Id(12)] int Revision,
    [property: Id(13)] BarSource Source)
{
    /// <summary>Volume-weighted average price; null without volume.</summary>
    public decimal? Vwap => Volume > 0 ? QuoteVolume / Volume : null;
}
