using System.Collections.Immutable;
using Orleans;

namespace QuantPlatform.Contracts.Statistics;

/// <summary>The tests of one window of a pair, worked out on demand. What cannot be had is null, and <paramref name="Reasons"/> says why under its name.</summary>
/// <param name="Time">Open time of the newest point, Unix ms; null without one.</param>
/// <param name="Count">Points in the window.</param>
/// <param name="Window">Points that were asked for.</param>
/// <param name="Adf">Unit-root test of the fixed spread.</param>
/// <param name="EngleGranger">The test that decides whether the pair is called cointegrated.</param>
/// <param name="HalfLife">Bars until half of a deviation is gone.</param>
/// <param name="HalfLifeOu">The same in continuous time (Ornstein–Uhlenbeck).</param>
/// <param name="Hurst">Hurst exponent of the spread.</param>
/// <param name="Crossings">Crossings of the spread through its mean.</param>
/// <param name="Reasons">Name of a missing value → why.</param>
[GenerateSerializer, Immutable, Alias("DiagnosticsReport")]
public sealed record DiagnosticsReport(
    [property: Id(0)] long? Time,
    [property: Id(1)] int Count,
    [property: Id(2)] int Window,
    [property: Id(3)] AdfReport Adf,
    [property: Id(4)] EngleGrangerReport EngleGranger,
    [property: Id(5)] JohansenReport Johansen,
    [property: Id(6)] KpssReport Kpss,
    [property: Id(7)] double? HalfLife,
    [property: Id(8)] double? HalfLifeOu,
    [property: Id(9)] double? Hurst,
    [property: Id(10)] int? Crossings,
    [property: Id(11)] LjungBoxReport LjungBox,
    [property: Id(12)] StabilityReport Stability,
    [property: Id(13)] OlsReport Ols,
    [property: Id(14)] LiquidityReport LiquidityY,
    [property: Id(15)] LiquidityReport LiquidityX,
    [property: Id(16)] ImmutableDictionary<string, string> Reasons);

/// <summary>Critical values at 1, 5 and 10 %.</summary>
[GenerateSerializer, Immutable, Alias("CriticalReport")]
public sealed record CriticalReport([property: Id(0)] double OnePercent, [property: Id(1)] double FivePercent, [property: Id(2)] double TenPercent);

/// <summary>Augmented Dickey–Fuller test.</summary>
/// <param name="Trend"><c>n</c>, <c>c</c> or <c>ct</c>.</param>
[GenerateSerializer, Immutable, Alias("AdfReport")]
public sealed record AdfReport(
    [property: Id(0)] double? Stat,
    [property: Id(1)] double? PValue,
    [property: Id(2)] int? Lag,
    [property: Id(3)] int? Observations,
    [property: Id(4)] string Trend,
    [property: Id(5)] CriticalReport? Critical);

/// <summary>Engle–Granger in both directions.</summary>
/// <param name="Cointegrated">That of Y on X; null when the test cannot be had.</param>
[GenerateSerializer, Immutable, Alias("EngleGrangerReport")]
public sealed record EngleGrangerReport(
    [property: Id(0)] EngleGrangerSide YOnX, [property: Id(1)] EngleGrangerSide XOnY, [property: Id(2)] bool? Cointegrated);

/// <summary>Engle–Granger in one direction.</summary>
/// <param name="Cointegrated">p &lt; 0.05 on at least 100 points.</param>
[GenerateSerializer, Immutable, Alias("EngleGrangerSide")]
public sealed record EngleGrangerSide(
    [property: Id(0)] double? Stat,
    [property: Id(1)] double? PValue,
    [property: Id(2)] int? Lag,
    [property: Id(3)] double? Alpha,
    [property: Id(4)] double? Beta,
    [property: Id(5)] CriticalReport? Critical,
    [property: Id(6)] bool? Cointegrated);

/// <summary>Johansen's tests; no rows when they cannot be had.</summary>
[GenerateSerializer, Immutable, Alias("JohansenReport")]
public sealed record JohansenReport([property: Id(0)] int Lag, [property: Id(1)] ImmutableArray<JohansenReportRow> Rows);

/// <summary>One null hypothesis of Johansen's tests.</summary>
[GenerateSerializer, Immutable, Alias("JohansenReportRow")]
public sealed record JohansenReportRow(
    [property: Id(0)] int Rank,
    [property: Id(1)] double Trace,
    [property: Id(2)] CriticalReport TraceCritical,
    [property: Id(3)] double MaxEigen,
    [property: Id(4)] CriticalReport MaxEigenCritical);

/// <summary>KPSS test of stationarity around a constant.</summary>
[GenerateSerializer, Immutable, Alias("KpssReport")]
public sealed record KpssReport(
    [property: Id(0)] double? Stat, [property: Id(1)] double? PValue, [property: Id(2)] int? Lag, [property: Id(3)] CriticalReport? Critical);

/// <summary>Ljung–Box test of the spread.</summary>
[GenerateSerializer, Immutable, Alias("LjungBoxReport")]
public sealed record LjungBoxReport([property: Id(0)] double? Stat, [property: Id(1)] double? PValue, [property: Id(2)] int? Lags);

/// <summary>Test of whether α and β hold over the whole window.</summary>
/// <param name="Test">Name of the test.</param>
[GenerateSerializer, Immutable, Alias("StabilityReport")]
public sealed record StabilityReport([property: Id(0)] string Test, [property: Id(1)] double? Stat, [property: Id(2)] double? PValue);

/// <summary>Least-squares regression of y on x.</summary>
[GenerateSerializer, Immutable, Alias("OlsReport")]
public sealed record OlsReport(
    [property: Id(0)] double? Alpha,
    [property: Id(1)] double? Beta,
    [property: Id(2)] double? AlphaSe,
    [property: Id(3)] double? BetaSe,
    [property: Id(4)] double? R2,
    [property: Id(5)] double? ResidualStd);

/// <summary>How easily a leg trades over the window.</summary>
/// <param name="QuietShare">Share of bars without trades, 0 to 1.</param>
/// <param name="SpreadBps">Corwin–Schultz estimate of the bid–ask spread in basis points.</param>
[GenerateSerializer, Immutable, Alias("LiquidityReport")]
public sealed record LiquidityReport(
    [property: Id(0)] double? MeanVolume,
    [property: Id(1)] double? MedianVolume,
    [property: Id(2)] double? MeanDollarVolume,
    [property: Id(3)] double? MedianDollarVolume,
    [property: Id(4)] double? TradesPerBar,
    [property: Id(5)] double? QuietShare,
    [property: Id(6)] double? SpreadBps);
