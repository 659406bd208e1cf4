using System.ComponentModel;
using System.Text.Json.Serialization;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Pairs;

/// <summary>A pair at its newest closed point. Unknown is null, never 0, and <c>metrics</c> says why.</summary>
[Example("""
    {"pairId":"443adba0e6034a85b4e056ee68b33da2","interval":"1m","time":1795778760000,"revision":3,"feedState":"live","priceY":3731.96,
    "priceX":107419,"alpha":-5.33569,"beta":1.17058,"betaSe":0.00431543,"r2":0.996776,"spread":-0.000196978,"spreadMean":0.000182934,"spreadStd":0.000445688,
    "spreadStdBps":4.45688,"costBps":17.3646,"z":-0.852415,"correlation":0.929696,"betaDrift":11.0997,"volatilityRatio":0.956224,"halfLife":3.54647,
    "adfP":0.0088564,"egP":0.0344448,"cointegrated":true,"signal":"flat","legs":[{"symbol":"binance-usdm:ETHUSDT","side":"buy","units":1,
    "notional":3731.96},{"symbol":"binance-usdm:BTCUSDT","side":"sell","units":0.0406683,"notional":4368.56}],"ready":true,"samples":240,
    "required":240,"reason":"","metrics":{"adfP":{"samples":240,"required":240,"ready":true,"reason":""},"beta":{"samples":240,"required":240,
    "ready":true,"reason":""},"betaDrift":{"samples":480,"required":480,"ready":true,"reason":""},"cointegrated":{"samples":240,"required":240,
    "ready":true,"reason":""},"correlation":{"samples":241,"required":241,"ready":true,"reason":""},"egP":{"samples":240,"required":240,
    "ready":true,"reason":""},"halfLife":{"samples":240,"required":240,"ready":true,"reason":""},"volatilityRatio":{"samples":240,"required":240,
    "ready":true,"reason":""},"z":{"samples":240,"required":240,"ready":true,"reason":""}},"quality":"traded","preview":{"time":1795778820000,
    "priceY":3731.96,"priceX":107419,"spread":-0.000196978,"z":-0.852415},"interpretation":{"summary":"Flat: ETHUSDT is 0.85 standard deviations below its usual level against BTCUSDT, inside the entry level of 2.",
    "confidence":"medium","reasons":["The hedge ratio is moving: 11.1 standard errors in one window, more than 2.","The way back to the mean (3.8 bps) is shorter than the cost of a round trip (17.36 bps)."],
    "watch":["A signal starts when z reaches 2 either way, short of 4.","Half of a deviation has closed in about 3.55 bars (half-life).",
    "The hedge ratio has moved 11.1 standard errors in one window; past 2 it is no longer the same relation."]}}
    """)]
internal record PairSnapshotJson(
    [property: Description("The pair; null for a series in a request.")] string? PairId,
    [property: Description("1s, 1m, 5m, 15m or 1h.")] string? Interval,
    [property: Description("Open time of the point's bars, Unix ms; null before the first point.")] long? Time,
    [property: Description("Rises with every change.")] long Revision,
    [property: Description("The worse of the two legs' feeds; null where there is no feed.")] FeedState? FeedState,
    [property: Description("Close of Y.")] double? PriceY,
    [property: Description("Close of X.")] double? PriceX,
    [property: Description("Intercept of the hedge regression.")] double? Alpha,
    [property: Description("Hedge ratio.")] double? Beta,
    [property: Description("Standard error of beta.")] double? BetaSe,
    [property: Description("Share of explained variance.")] double? R2,
    [property: Description("y - alpha - beta x, transformed prices.")] double? Spread,
    [property: Description("Mean over the z-window.")] double? SpreadMean,
    [property: Description("Standard deviation over the z-window, ddof 1.")] double? SpreadStd,
    [property: Description("The same in basis points of price.")] double? SpreadStdBps,
    [property: Description("Round trip of both legs in basis points.")] double? CostBps,
    [property: Description("(spread - mean) / std.")] double? Z,
    [property: Description("Of the log returns in the window.")] double? Correlation,
    [property: Description("Change of beta over one window in standard errors.")] double? BetaDrift,
    [property: Description("Short over long volatility of the spread.")] double? VolatilityRatio,
    [property: Description("Of the spread, in bars; null when it does not revert.")] double? HalfLife,
    [property: Description("p-value of the unit-root test of a fixed spread.")] double? AdfP,
    [property: Description("p-value of Engle-Granger, y on x.")] double? EgP,
    [property: Description("egP below 0.05 with at least 100 points.")] bool? Cointegrated,
    [property: Description("State of the signal.")] PairSignal Signal,
    [property: Description("Both legs of one unit of spread.")] IReadOnlyList<LegJson> Legs,
    [property: Description("Whether z is known.")] bool Ready,
    [property: Description("Points there are.")] int Samples,
    [property: Description("Points z needs.")] int Required,
    [property: Description("Why it is not ready; empty when it is.")] string Reason,
    [property: Description("Readiness of each metric.")] IReadOnlyDictionary<string, MetricJson> Metrics,
    [property: Description("Of the newest bars.")] BarQuality? Quality,
    [property: Description("The same on the open bar; may repaint.")] PreviewJson? Preview,
    [property: Description("What the numbers say.")] InterpretationJson? Interpretation)
{
    /// <param name="prose">False leaves the sentences of the interpretation out, as on the stream.</param>
    public static PairSnapshotJson Of(PairSnapshot pair, bool prose) => new(
        pair.PairId, pair.Interval.Name(), pair.Time, pair.Revision, pair.FeedState, pair.PriceY, pair.PriceX, pair.Alpha, pair.Beta, pair.BetaSe, pair.R2,
        pair.Spread, pair.SpreadMean, pair.SpreadStd, pair.SpreadStdBps, pair.CostBps, pair.Z, pair.Correlation, pair.BetaDrift,
        pair.VolatilityRatio, pair.HalfLife, pair.AdfP, pair.EgP, pair.Cointegrated, pair.Signal,
        [.. pair.Legs.Select(leg => new LegJson(leg.Symbol.Name, leg.Side, leg.Units, leg.Notional))], pair.Ready, pair.Samples,
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
internal sealed record LegJson(
    [property: Description("With its venue.")] string Symbol,
    [property: Description("Bought or sold.")] LegSide Side,
    [property: Description("Base units.")] double Units,
    [property: Description("Quote units.")] double Notional);

/// <summary>Whether a metric can be had.</summary>
internal sealed record MetricJson(
    [property: Description("Points there are.")] int Samples,
    [property: Description("Points it needs.")] int Required,
    [property: Description("Whether it is known.")] bool Ready,
    [property: Description("Why not; empty when ready.")] string Reason);

/// <summary>Values on the open bar with the last closed coefficients; may repaint.</summary>
internal sealed record PreviewJson(
    [property: Description("Unix ms.")] long Time,
    [property: Description("Latest price of Y.")] double PriceY,
    [property: Description("Latest price of X.")] double PriceX,
    [property: Description("Spread at those prices.")] double? Spread,
    [property: Description("z at those prices.")] double? Z);

/// <summary>What the numbers say. No advice to trade.</summary>
internal sealed record InterpretationJson(
    [property: Description("One or two sentences."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Summary,
    [property: Description("low, medium or high.")] string Confidence,
    [property: Description("What lowers it."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Reasons,
    [property: Description("What to look at next."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Watch);
