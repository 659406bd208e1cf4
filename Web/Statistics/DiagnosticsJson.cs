using System.ComponentModel;
using System.Text.Json.Serialization;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Statistics;

/// <summary>The tests of one window of a pair. What cannot be had is null, and <c>reasons</c> says why under its name.</summary>
[Example("""
    {"time":1795778760000,"n":240,"window":240,"adf":{"stat":-3.70318,"pValue":0.00406863,"lag":1,"nobs":238,"trend":"c","critical":{"1%":-3.45813,
    "5%":-2.87376,"10%":-2.57328}},"engleGranger":{"yOnX":{"stat":-3.71036,"pValue":0.0177709,"lag":1,"alpha":-5.33569,"beta":1.17058,"critical":{"1%":-3.94285,
    "5%":-3.36181,"10%":-3.06224},"cointegrated":true},"xOnY":{"stat":-3.69178,"pValue":0.0187759,"lag":1,"alpha":4.58084,"beta":0.851523,
    "critical":{"1%":-3.94285,"5%":-3.36181,"10%":-3.06224},"cointegrated":true},"cointegrated":true},"johansen":{"lag":1,"rows":[{"rank":0,
    "trace":14.6915,"traceCritical":{"1%":19.9349,"5%":15.4943,"10%":13.4294},"maxEigen":13.7264,"maxEigenCritical":{"1%":18.52,"5%":14.2639,
    "10%":12.2971}},{"rank":1,"trace":0.965084,"traceCritical":{"1%":6.6349,"5%":3.8415,"10%":2.7055},"maxEigen":0.965084,"maxEigenCritical":{"1%":6.6349,
    "5%":3.8415,"10%":2.7055}}]},"kpss":{"stat":0.14302,"pValue":0.1,"lag":9,"critical":{"1%":0.739,"5%":0.463,"10%":0.347}},"halfLife":3.69227,
    "halfLifeOu":4.04968,"hurst":0.105857,"crossings":43,"ljungBox":{"stat":742.81,"pValue":4.02423e-153,"lags":10},"stability":{"test":"cusum",
    "stat":1.84044,"pValue":0.00228522},"ols":{"alpha":-5.33569,"beta":1.17058,"alphaSe":0.0500348,"betaSe":0.00431543,"r2":0.996776,"residualStd":0.000546335},
    "liquidity":{"y":{"meanVolume":219.91,"medianVolume":156.692,"meanDollarVolume":830618,"medianDollarVolume":585931,"tradesPerBar":618.929,
    "quietShare":0,"spreadBps":2.55987},"x":{"meanVolume":13.4232,"medianVolume":10.392,"meanDollarVolume":1456280,"medianDollarVolume":1134470,
    "tradesPerBar":857.896,"quietShare":0,"spreadBps":2.28879}},"reasons":{}}
    """)]
internal sealed record DiagnosticsJson(
    [property: Description("Open time of the newest point, Unix ms.")] long? Time,
    [property: Description("Points in the window.")] int N,
    [property: Description("Points that were asked for.")] int Window,
    [property: Description("Unit-root test of a fixed spread; on a fitted spread it rejects too often.")] AdfJson Adf,
    [property: Description("Cointegration test in both directions.")] EngleGrangerJson EngleGranger,
    [property: Description("Cointegration rank.")] JohansenJson Johansen,
    [property: Description("Test of stationarity.")] KpssJson Kpss,
    [property: Description("Bars until half of a deviation is gone.")] double? HalfLife,
    [property: Description("The same in continuous time.")] double? HalfLifeOu,
    [property: Description("Below 0.5 mean-reverting, above trending.")] double? Hurst,
    [property: Description("Crossings of the spread through its mean.")] int? Crossings,
    [property: Description("Test of autocorrelation of the spread.")] LjungBoxJson LjungBox,
    [property: Description("Test of whether the regression holds over the whole window.")] StabilityJson Stability,
    [property: Description("The least-squares regression of y on x.")] OlsJson Ols,
    [property: Description("How easily the legs trade.")] LiquidityJson Liquidity,
    [property: Description("Name of a missing value and why it is missing.")] IReadOnlyDictionary<string, string> Reasons)
{
    public static DiagnosticsJson Of(DiagnosticsReport d) => new(
        d.Time, d.Count, d.Window,
        new AdfJson(d.Adf.Stat, d.Adf.PValue, d.Adf.Lag, d.Adf.Observations, d.Adf.Trend, CriticalJson.Of(d.Adf.Critical)),
        new EngleGrangerJson(EngleGrangerSideJson.Of(d.EngleGranger.YOnX), EngleGrangerSideJson.Of(d.EngleGranger.XOnY), d.EngleGranger.Cointegrated),
        new JohansenJson(d.Johansen.Lag, [.. d.Johansen.Rows.Select(row => new JohansenRowJson(
            row.Rank, row.Trace, CriticalJson.Of(row.TraceCritical), row.MaxEigen, CriticalJson.Of(row.MaxEigenCritical)))]),
        new KpssJson(d.Kpss.Stat, d.Kpss.PValue, d.Kpss.Lag, CriticalJson.Of(d.Kpss.Critical)),
        d.HalfLife, d.HalfLifeOu, d.Hurst, d.Crossings,
        new LjungBoxJson(d.LjungBox.Stat, d.LjungBox.PValue, d.LjungBox.Lags),
        new StabilityJson(d.Stability.Test, d.Stability.Stat, d.Stability.PValue),
        new OlsJson(d.Ols.Alpha, d.Ols.Beta, d.Ols.AlphaSe, d.Ols.BetaSe, d.Ols.R2, d.Ols.ResidualStd),
        new LiquidityJson(LegLiquidityJson.Of(d.LiquidityY), LegLiquidityJson.Of(d.LiquidityX)),
        new SortedDictionary<string, string>(d.Reasons, StringComparer.Ordinal));
}

/// <summary>Critical values of a test.</summary>
internal sealed record CriticalJson(
    [property: JsonPropertyName("1%"), Description("At 1 %.")] double OnePercent,
    [property: JsonPropertyName("5%"), Description("At 5 %.")] double FivePercent,
    [property: JsonPropertyName("10%"), Description("At 10 %.")] double TenPercent)
{
    public static CriticalJson? Of(CriticalReport? values) => values is null ? null : new(values.OnePercent, values.FivePercent, values.TenPercent);
}

/// <summary>Augmented Dickey-Fuller test.</summary>
internal sealed record AdfJson(
    [property: Description("t statistic.")] double? Stat,
    [property: Description("MacKinnon's p-value.")] double? PValue,
    [property: Description("Lagged differences, chosen by AIC.")] int? Lag,
    [property: Description("Rows of the regression.")] int? Nobs,
    [property: Description("n, c or ct.")] string Trend,
    [property: Description("Critical values.")] CriticalJson? Critical);

/// <summary>Engle-Granger in both directions.</summary>
internal sealed record EngleGrangerJson(
    [property: Description("y on x.")] EngleGrangerSideJson YOnX,
    [property: Description("x on y.")] EngleGrangerSideJson XOnY,
    [property: Description("What y on x says.")] bool? Cointegrated);

/// <summary>Engle-Granger in one direction.</summary>
internal sealed record EngleGrangerSideJson(
    [property: Description("t statistic on the residuals.")] double? Stat,
    [property: Description("MacKinnon's p-value for two series.")] double? PValue,
    [property: Description("Lagged differences, chosen by AIC.")] int? Lag,
    [property: Description("Intercept of the regression.")] double? Alpha,
    [property: Description("Slope of the regression.")] double? Beta,
    [property: Description("Critical values for two series.")] CriticalJson? Critical,
    [property: Description("p below 0.05 with at least 100 points.")] bool? Cointegrated)
{
    public static EngleGrangerSideJson Of(EngleGrangerSide side) =>
        new(side.Stat, side.PValue, side.Lag, side.Alpha, side.Beta, CriticalJson.Of(side.Critical), side.Cointegrated);
}

/// <summary>Johansen's tests.</summary>
internal sealed record JohansenJson(
    [property: Description("Lagged differences.")] int Lag,
    [property: Description("One for each null hypothesis, rank 0 first; empty when they cannot be had.")] IReadOnlyList<JohansenRowJson> Rows);

/// <summary>One null hypothesis.</summary>
internal sealed record JohansenRowJson(
    [property: Description("Cointegrating relations under the null.")] int Rank,
    [property: Description("Trace statistic.")] double? Trace,
    [property: Description("Its critical values.")] CriticalJson? TraceCritical,
    [property: Description("Maximum-eigenvalue statistic.")] double? MaxEigen,
    [property: Description("Its critical values.")] CriticalJson? MaxEigenCritical);

/// <summary>KPSS test; the null is stationarity.</summary>
internal sealed record KpssJson(
    [property: Description("The statistic.")] double? Stat,
    [property: Description("Between 0.01 and 0.10.")] double? PValue,
    [property: Description("Lags of the long-run variance.")] int? Lag,
    [property: Description("Critical values.")] CriticalJson? Critical);

/// <summary>Ljung-Box test.</summary>
internal sealed record LjungBoxJson(
    [property: Description("The statistic.")] double? Stat,
    [property: Description("Its p-value.")] double? PValue,
    [property: Description("Autocorrelations tested.")] int? Lags);

/// <summary>Stability of the regression.</summary>
internal sealed record StabilityJson(
    [property: Description("Name of the test.")] string Test,
    [property: Description("The statistic.")] double? Stat,
    [property: Description("Its p-value.")] double? PValue);

/// <summary>A least-squares regression.</summary>
internal sealed record OlsJson(
    [property: Description("Intercept.")] double? Alpha,
    [property: Description("Slope.")] double? Beta,
    [property: Description("Standard error of alpha.")] double? AlphaSe,
    [property: Description("Standard error of beta.")] double? BetaSe,
    [property: Description("Share of explained variance.")] double? R2,
    [property: Description("Standard deviation of the residuals.")] double? ResidualStd);

/// <summary>How easily both legs trade.</summary>
internal sealed record LiquidityJson(
    [property: Description("Leg y.")] LegLiquidityJson Y,
    [property: Description("Leg x.")] LegLiquidityJson X);

/// <summary>How easily a leg trades over the window.</summary>
internal sealed record LegLiquidityJson(
    [property: Description("Mean base volume of a bar.")] double? MeanVolume,
    [property: Description("Median base volume of a bar.")] double? MedianVolume,
    [property: Description("Mean quote volume of a bar.")] double? MeanDollarVolume,
    [property: Description("Median quote volume of a bar.")] double? MedianDollarVolume,
    [property: Description("Mean number of trades.")] double? TradesPerBar,
    [property: Description("Share of bars without trades.")] double? QuietShare,
    [property: Description("Corwin-Schultz estimate of the bid-ask spread in basis points.")] double? SpreadBps)
{
    public static LegLiquidityJson Of(LiquidityReport leg) =>
        new(leg.MeanVolume, leg.MedianVolume, leg.MeanDollarVolume, leg.MedianDollarVolume, leg.TradesPerBar, leg.QuietShare, leg.SpreadBps);
}
