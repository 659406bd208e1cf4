using System.Text.Json.Serialization;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;

namespace QuantPlatform.Web.Pairs;

/// <summary>A pair at its newest closed point. Unknown is null, never 0, and <c>metrics</c> says why.</summary>
/// <param name="PairId">The pair.</param>
/// <param name="Interval">1s, 1m, 5m, 15m or 1h.</param>
/// <param name="Time">Open time of the point's bars, Unix ms; null before the first point.</param>
/// <param name="Revision">Rises with every change.</param>
/// <param name="FeedState">The worse of the two legs' feeds.</param>
/// <param name="PriceY">Close of Y.</param>
/// <param name="PriceX">Close of X.</param>
/// <param name="Alpha">Intercept of the hedge regression.</param>
/// <param name="Beta">Hedge ratio.</param>
/// <param name="BetaSe">Standard error of beta.</param>
/// <param name="R2">Share of explained variance.</param>
/// <param name="Spread">y - alpha - beta x, transformed prices.</param>
/// <param name="SpreadMean">Mean over the z-window.</param>
/// <param name="SpreadStd">Standard deviation over the z-window, ddof 1.</param>
/// <param name="SpreadStdBps">The same in basis points of price.</param>
/// <param name="CostBps">Round trip of both legs in basis points.</param>
/// <param name="Z">(spread - mean) / std.</param>
/// <param name="Correlation">Of the log returns in the window.</param>
/// <param name="BetaDrift">Change of beta over one window in standard errors.</param>
/// <param name="VolatilityRatio">Short over long volatility of the spread.</param>
/// <param name="HalfLife">Of the spread, in bars; null when it does not revert.</param>
/// <param name="AdfP">p-value of the unit-root test of a fixed spread.</param>
/// <param name="EgP">p-value of Engle-Granger, y on x.</param>
/// <param name="Cointegrated">egP below 0.05 with at least 100 points.</param>
/// <param name="Signal">State of the signal.</param>
/// <param name="Legs">Both legs of one unit of spread.</param>
/// <param name="Ready">Whether z is known.</param>
/// <param name="Samples">Points there are.</param>
/// <param name="Required">Points z needs.</param>
/// <param name="Reason">Why it is not ready; empty when it is.</param>
/// <param name="Metrics">Readiness of each metric.</param>
/// <param name="Quality">Of the newest bars.</param>
/// <param name="Preview">The same on the open bar; may repaint.</param>
/// <param name="Interpretation">What the numbers say.</param>
internal sealed record PairSnapshotJson(
    string PairId, string Interval, long? Time, long Revision, FeedState FeedState, double? PriceY, double? PriceX, double? Alpha, double? Beta, double? BetaSe, double? R2,
    double? Spread, double? SpreadMean, double? SpreadStd, double? SpreadStdBps, double? CostBps, double? Z, double? Correlation, double? BetaDrift,
    double? VolatilityRatio, double? HalfLife, double? AdfP, double? EgP, bool? Cointegrated, PairSignal Signal, IReadOnlyList<LegJson> Legs, bool Ready, int Samples,
    int Required, string Reason, IReadOnlyDictionary<string, MetricJson> Metrics, BarQuality? Quality, PreviewJson? Preview, InterpretationJson? Interpretation)
{
    /// <param name="prose">False leaves the sentences of the interpretation out, as on the stream.</param>
    public static PairSnapshotJson Of(PairSnapshot pair, bool prose) => new(
        pair.PairId, pair.Interval.Name(), pair.Time, pair.Revision, pair.FeedState, pair.PriceY, pair.PriceX, pair.Alpha, pair.Beta, pair.BetaSe, pair.R2,
        pair.Spread, pair.SpreadMean, pair.SpreadStd, pair.SpreadStdBps, pair.CostBps, pair.Z, pair.Correlation, pair.BetaDrift,
        pair.VolatilityRatio, pair.HalfLife, pair.AdfP, pair.EgP, pair.Cointegrated, pair.Signal,
        [.. pair.Legs.Select(leg => new LegJson(leg.Symbol.ToString(), leg.Side, leg.Units, leg.Notional))], pair.Ready, pair.Samples,
        pair.Required, pair.Reason,
        pair.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal).ToDictionary(
            metric => metric.Key, metric => new MetricJson(metric.Value.Samples, metric.Value.Required, metric.Value.Ready, metric.Value.Reason)),
        pair.Quality,
        pair.Preview is { } preview ? new PreviewJson(preview.Time, preview.PriceY, preview.PriceX, preview.Spread, preview.Z) : null,
        pair.Interpretation is { } words
            ? prose ? new InterpretationJson(words.Summary, words.Confidence, words.Reasons, words.Watch) : new InterpretationJson(null, words.Confidence, null, null)
            : null);
}

/// <summary>One leg of one unit of spread.</summary>
/// <param name="Symbol">With its venue.</param>
/// <param name="Side">Bought or sold.</param>
/// <param name="Units">Base units.</param>
/// <param name="Notional">Quote units.</param>
internal sealed record LegJson(string Symbol, LegSide Side, double Units, double Notional);

/// <summary>Whether a metric can be had.</summary>
/// <param name="Samples">Points there are.</param>
/// <param name="Required">Points it needs.</param>
/// <param name="Ready">Whether it is known.</param>
/// <param name="Reason">Why not; empty when ready.</param>
internal sealed record MetricJson(int Samples, int Required, bool Ready, string Reason);

/// <summary>Values on the open bar with the last closed coefficients; may repaint.</summary>
/// <param name="Time">Unix ms.</param>
/// <param name="PriceY">Latest price of Y.</param>
/// <param name="PriceX">Latest price of X.</param>
/// <param name="Spread">Spread at those prices.</param>
/// <param name="Z">z at those prices.</param>
internal sealed record PreviewJson(long Time, double PriceY, double PriceX, double? Spread, double? Z);

/// <summary>What the numbers say. No advice to trade.</summary>
/// <param name="Summary">One or two sentences.</param>
/// <param name="Confidence">low, medium or high.</param>
/// <param name="Reasons">What lowers it.</param>
/// <param name="Watch">What to look at next.</param>
internal sealed record InterpretationJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Summary,
    string Confidence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Reasons,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Watch);
