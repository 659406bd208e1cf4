using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Contracts.Alerts;

/// <summary>What rules see of one closed bar of a target. A value that is not ready is NaN.</summary>
/// <param name="Time">Open time of the bar, Unix ms.</param>
/// <param name="PriceY">Close; of a symbol, its own.</param>
/// <param name="Warming">Bit <c>1 &lt;&lt; metric</c>: NaN because the metric still warms up.</param>
/// <param name="Undefined">Bit <c>1 &lt;&lt; metric</c>: NaN by definition, as a half-life can be.</param>
/// <param name="Revision">The higher revision of the bars it is made of.</param>
[GenerateSerializer, Immutable, Alias("RulePoint")]
public sealed record RulePoint(
    [property: Id(0)] long Time,
    [property: Id(1)] double PriceY,
    [property: Id(2)] double PriceX,
    [property: Id(3)] double ReturnY,
    [property: Id(4)] double ReturnX,
    [property: Id(5)] double VolumeY,
    [property: Id(6)] double VolumeX,
    [property: Id(7)] double Z,
    [property: Id(8)] double Spread,
    [property: Id(9)] double Beta,
    [property: Id(10)] double Correlation,
    [property: Id(11)] double BetaDrift,
    [property: Id(12)] double VolatilityRatio,
    [property: Id(13)] double AdfP,
    [property: Id(14)] double EgP,
    [property: Id(15)] double HalfLife,
    [property: Id(16)] int Warming,
    [property: Id(17)] int Undefined,
    [property: Id(18)] int Revision)
{
    /// <summary>A bar of which nothing is known.</summary>
    public static RulePoint Empty(long time, int revision) => new(
        time, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN,
        double.NaN, double.NaN, double.NaN, 0, 0, revision);
}

/// <summary>What a rule wants of a pair.</summary>
/// <param name="RuleKey">Key of the rule grain.</param>
/// <param name="WithTests">Whether the points are to carry half-life and the p of the tests.</param>
/// <param name="WithPreview">Whether it wants the open bar too.</param>
/// <param name="After">Only points after this open time, Unix ms.</param>
[GenerateSerializer, Immutable, Alias("RuleFollow")]
public sealed record RuleFollow(
    [property: Id(0)] string RuleKey,
    [property: Id(1)] bool WithTests,
    [property: Id(2)] bool WithPreview,
    [property: Id(3)] long After,
    [property: Id(4)] int Limit);

/// <summary>Closed points of a target, ascending, for its rules.</summary>
/// <param name="Clock">Where the exchange's clock stands, Unix ms; 0 while it is unknown.</param>
/// <param name="LiveFrom">Only bars that end later were closed from live frames; null while there are none.</param>
/// <param name="More">True when later points exist that the limit cut off.</param>
[GenerateSerializer, Immutable, Alias("RulePoints")]
public sealed record RulePoints(
    [property: Id(0)] ImmutableArray<RulePoint> Points,
    [property: Id(1)] long Clock,
    [property: Id(2)] long? LiveFrom,
    [property: Id(3)] Feeds.FeedState Feed,
    [property: Id(4)] bool More);

/// <summary>A hint: what a pair's closed bars added. Rules that miss a bar before the first point pull.</summary>
/// <param name="PreviousTime">Open time of the point before the first; null: none, or unknown.</param>
/// <param name="Revised">Open times of bars that were replaced, with their revision; points up to now are then to be pulled again.</param>
[GenerateSerializer, Immutable, Alias("PairPointsClosed")]
public sealed record PairPointsClosed(
    [property: Id(0)] string PairId,
    [property: Id(1)] ImmutableArray<RulePoint> Points,
    [property: Id(2)] long? PreviousTime,
    [property: Id(3)] ImmutableArray<RevisedBar> Revised,
    [property: Id(4)] long Clock);

/// <summary>A bar that was replaced.</summary>
/// <param name="Time">Its open time, Unix ms.</param>
[GenerateSerializer, Immutable, Alias("RevisedBar")]
public readonly record struct RevisedBar([property: Id(0)] long Time, [property: Id(1)] int Revision);
