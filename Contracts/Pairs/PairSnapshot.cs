using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Contracts.Pairs;

/// <summary>State of the z-score signal.</summary>
public enum PairSignal
{
    Flat = 0,
    LongSpread = 1,
    ShortSpread = 2,
    Stopped = 3,
}

/// <summary>Side of a leg.</summary>
public enum LegSide
{
    Buy,
    Sell,
}

/// <summary>One leg of one unit of spread.</summary>
/// <param name="Units">Base units, &gt;= 0.</param>
/// <param name="Notional">Units times the last closed price, in quote units.</param>
[GenerateSerializer, Immutable, Alias("PairLeg")]
public sealed record PairLeg(
    [property: Id(0)] SymbolKey Symbol,
    [property: Id(1)] LegSide Side,
    [property: Id(2)] double Units,
    [property: Id(3)] double Notional);

/// <summary>Whether a metric can be had, and if not, why.</summary>
/// <param name="Reason">Empty when ready; else e.g. <c>warming 37/120</c>, <c>constant window</c>, <c>gap</c>.</param>
[GenerateSerializer, Immutable, Alias("MetricReadiness")]
public sealed record MetricReadiness(
    [property: Id(0)] int Samples,
    [property: Id(1)] int Required,
    [property: Id(2)] bool Ready,
    [property: Id(3)] string Reason);

/// <summary>Statistics on the open bar with the last closed coefficients; may repaint.</summary>
[GenerateSerializer, Immutable, Alias("PairPreview")]
public sealed record PairPreview(
    [property: Id(0)] long Time,
    [property: Id(1)] double PriceY,
    [property: Id(2)] double PriceX,
    [property: Id(3)] double? Spread,
    [property: Id(4)] double? Z);

/// <summary>A pair at its last closed point. Unknown is null, never 0.</summary>
/// <param name="Time">Open time of that point's bars, Unix ms; null before the first point.</param>
/// <param name="Revision">Rises with every change of the snapshot within one life of the grain.</param>
/// <param name="FeedState">The worse of the two legs' feed states.</param>
/// <param name="Metrics">Readiness by metric, keyed by the API's names.</param>
/// <param name="Quality">Of the newest pair of bars.</param>
[GenerateSerializer, Immutable, Alias("PairSnapshot")]
public sealed record PairSnapshot(
    [property: Id(0)] string PairId,
    [property: Id(1)] Interval Interval,
    [property: Id(2)] long? Time,
    [property: Id(3)] long Revision,
    [property: Id(4)] FeedState FeedState,
    [property: Id(5)] double? PriceY,
    [property: Id(6)] double? PriceX,
    [property: Id(7)] double? Alpha,
    [property: Id(8)] double? Beta,
    [property: Id(9)] double? BetaSe,
    [property: Id(10)] double? R2,
    [property: Id(11)] double? Spread,
    [property: Id(12)] double? SpreadMean,
    [property: Id(13)] double? SpreadStd,
    [property: Id(14)] double? SpreadStdBps,
    [property: Id(15)] double? CostBps,
    [property: Id(16)] double? Z,
    [property: Id(17)] double? Correlation,
    [property: Id(18)] double? BetaDrift,
    [property: Id(19)] double? VolatilityRatio,
    [property: Id(20)] double? HalfLife,
    [property: Id(21)] double? AdfP,
    [property: Id(22)] double? EgP,
    [property: Id(23)] bool? Cointegrated,
    [property: Id(24)] PairSignal Signal,
    [property: Id(25)] ImmutableArray<PairLeg> Legs,
    [property: Id(26)] bool Ready,
    [property: Id(27)] int Samples,
    [property: Id(28)] int Required,
    [property: Id(29)] string Reason,
    [property: Id(30)] ImmutableDictionary<string, MetricReadiness> Metrics,
    [property: Id(31)] BarQuality? Quality,
    [property: Id(32)] PairPreview? Preview,
    [property: Id(33)] PairInterpretation? Interpretation);

/// <summary>What the numbers say, in plain sentences. No advice to trade.</summary>
/// <param name="Confidence"><c>low</c>, <c>medium</c> or <c>high</c>.</param>
[GenerateSerializer, Immutable, Alias("PairInterpretation")]
public sealed record PairInterpretation(
    [property: Id(0)] string Summary,
    [property: Id(1)] string Confidence,
    [property: Id(2)] ImmutableArray<string> Reasons,
    [property: Id(3)] ImmutableArray<string> Watch);

/// <summary>One point of a pair's series; a point keeps the coefficients of its own time.</summary>
/// <param name="Time">Open time of its bars, Unix ms.</param>
/// <param name="BetaSe">Standard error of β; null where the method has none.</param>
[GenerateSerializer, Immutable, Alias("PairPoint")]
public sealed record PairPoint(
    [property: Id(0)] long Time,
    [property: Id(1)] double PriceY,
    [property: Id(2)] double PriceX,
    [property: Id(3)] double? Alpha,
    [property: Id(4)] double? Beta,
    [property: Id(5)] double? Spread,
    [property: Id(6)] double? SpreadMean,
    [property: Id(7)] double? SpreadStd,
    [property: Id(8)] double? Z,
    [property: Id(9)] double? Correlation,
    [property: Id(10)] PairSignal Signal,
    [property: Id(11)] BarQuality Quality,
    [property: Id(12)] double? BetaSe = null);
