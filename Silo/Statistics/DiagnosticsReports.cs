using System.Collections.Immutable;
using QuantPlatform.Analytics.Diagnostics;
using QuantPlatform.Analytics.Prices;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Statistics;
using static QuantPlatform.Silo.Pairs.PairKernels;

namespace QuantPlatform.Silo.Statistics;

/// <summary>Puts the library's diagnostics into messages: NaN becomes null, and the reason stays under its name.</summary>
internal static class DiagnosticsReports
{
    private static readonly LiquidityReport NoVolumes = new(null, null, null, null, null, null, null);

    /// <param name="barsY">The bars of Y's points in the window; empty when there are no volumes.</param>
    /// <param name="barsX">Those of X.</param>
    public static DiagnosticsReport Of(PairDiagnostics found, long? time, int window, IReadOnlyList<Bar> barsY, IReadOnlyList<Bar> barsX)
    {
        var reasons = found.Reasons.ToImmutableDictionary(StringComparer.Ordinal);
        return new DiagnosticsReport(
            time,
            found.Count,
            window,
            Adf(found.Adf),
            new EngleGrangerReport(Side(found.YOnX), Side(found.XOnY), found.YOnX.IsKnown ? found.YOnX.Cointegrated : null),
            new JohansenReport(found.Johansen.Lag, [.. found.Johansen.Rows.Select(row => new JohansenReportRow(
                row.Rank, row.Trace, Critical(row.TraceCritical)!, row.MaxEigen, Critical(row.MaxEigenCritical)!))]),
            new KpssReport(Known(found.Kpss.Stat), Known(found.Kpss.PValue), found.Kpss.Reason.Length == 0 ? found.Kpss.Lag : null, Critical(found.Kpss.Critical)),
            Known(found.HalfLife.Bars),
            Known(found.HalfLife.OrnsteinUhlenbeck),
            Known(found.Hurst),
            found.HasSpread ? found.Crossings : null,
            new LjungBoxReport(Known(found.LjungBox.Stat), Known(found.LjungBox.PValue), double.IsNaN(found.LjungBox.Stat) ? null : found.LjungBox.Lags),
            new StabilityReport("cusum", Known(found.Stability.Stat), Known(found.Stability.PValue)),
            new OlsReport(
                Known(found.Ols.Alpha), Known(found.Ols.Beta), Known(found.Ols.AlphaSe), Known(found.Ols.BetaSe), Known(found.Ols.R2), Known(found.Ols.ResidualStd)),
            LiquidityOf(barsY),
            LiquidityOf(barsX),
            reasons.AddRange(barsY.Count > 0 ? [] : [KeyValuePair.Create("liquidity", "no volumes")]));
    }

    /// <summary>How easily the bars traded.</summary>
    public static LiquidityReport LiquidityOf(IReadOnlyList<Bar> bars)
    {
        if (bars.Count == 0)
        {
            return NoVolumes;
        }

        var found = Liquidity.Of(
            Column(bars, bar => bar.High), Column(bars, bar => bar.Low), Column(bars, bar => bar.Volume), Column(bars, bar => bar.QuoteVolume), [.. bars.Select(bar => bar.Trades)]);
        return new LiquidityReport(
            Known(found.MeanVolume), Known(found.MedianVolume), Known(found.MeanDollarVolume), Known(found.MedianDollarVolume),
            Known(found.TradesPerBar), Known(found.QuietShare), Known(found.SpreadBps));
    }

    /// <summary>One field of bars as numbers.</summary>
    public static double[] Column(IReadOnlyList<Bar> bars, Func<Bar, decimal> field) => [.. bars.Select(bar => (double)field(bar))];

    private static AdfReport Adf(AdfResult adf) => new(
        Known(adf.Stat), Known(adf.PValue), adf.IsKnown ? adf.Lag : null, adf.IsKnown ? adf.Observations : null,
        adf.Trend switch { TrendKind.None => "n", TrendKind.ConstantTrend => "ct", _ => "c" }, Critical(adf.Critical));

    private static EngleGrangerSide Side(EngleGrangerResult side) => new(
        Known(side.Stat), Known(side.PValue), side.IsKnown ? side.Lag : null, Known(side.Alpha), Known(side.Beta), Critical(side.Critical),
        side.IsKnown ? side.Cointegrated : null);

    private static CriticalReport? Critical(CriticalValues values) =>
        double.IsNaN(values.FivePercent) ? null : new CriticalReport(values.OnePercent, values.FivePercent, values.TenPercent);
}
