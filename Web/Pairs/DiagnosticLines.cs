using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Web.Ui;
using static QuantPlatform.Web.Pairs.DiagnosticsTexts;

namespace QuantPlatform.Web.Pairs;

/// <summary>Puts the tests of a pair into words, the weightiest first.</summary>
internal static class DiagnosticLines
{
    private const double Level = 0.05;

    public static IReadOnlyList<DiagnosticLine> Of(DiagnosticsReport report, PairSettings settings) =>
    [
        OfEngleGranger(report),
        OfJohansen(report),
        OfHalfLife(report, settings.Interval),
        Judged(Kpss, report.Kpss.PValue, lowIsGood: false, (Stationary, NotStationary), $"statistic {N(report.Kpss.Stat)} · p {P(report.Kpss.PValue)} · {report.Kpss.Lag} lags", (KpssYes, KpssNo), report, "kpss"),
        Judged(Adf, report.Adf.PValue, lowIsGood: true, (UnitRootRejected, UnitRootNotRejected), $"statistic {N(report.Adf.Stat)} · p {P(report.Adf.PValue)} · {report.Adf.Lag} lags · 5 % at {N(report.Adf.Critical?.FivePercent)}", (AdfMeaning, AdfMeaning), report, "adf"),
        OfHurst(report),
        Judged(DiagnosticsTexts.Stability(report.Stability.Test), report.Stability.PValue, lowIsGood: false, (Stable, Unstable), $"statistic {N(report.Stability.Stat)} · p {P(report.Stability.PValue)}", (StabilityYes, StabilityNo), report, "stability"),
        Judged(LjungBox, report.LjungBox.PValue, lowIsGood: true, (Remembers, NoMemory), $"Q {N(report.LjungBox.Stat)} · p {P(report.LjungBox.PValue)} · {report.LjungBox.Lags} lags", (LjungBoxYes, LjungBoxNo), report, "ljungBox") with { Tone = "none" },
        new(Crossings, "none", report.Crossings is { } crossings ? Format.Number(crossings, 0) : Unknown, $"in {report.Count} points", CrossingsMeaning),
        new(Regression, report.Ols.R2 is < 0.5 or null ? "down" : "none", report.Ols.R2 is { } r2 ? $"R² {N(r2)}" : Unknown,
            $"β {Format.Number(report.Ols.Beta, 4)} ± {Format.Number(report.Ols.BetaSe, 4)} · α {Format.Number(report.Ols.Alpha, 5)} ± {Format.Number(report.Ols.AlphaSe, 5)} · residual σ {Format.Number(report.Ols.ResidualStd, 6)}", RegressionMeaning),
        OfLiquidity(settings.Y.Symbol, report.LiquidityY),
        OfLiquidity(settings.X.Symbol, report.LiquidityX),
    ];

    private static DiagnosticLine OfEngleGranger(DiagnosticsReport report)
    {
        var test = report.EngleGranger;
        var figures = $"y on x: statistic {N(test.YOnX.Stat)}, p {P(test.YOnX.PValue)}, 5 % at {N(test.YOnX.Critical?.FivePercent)} · x on y: statistic {N(test.XOnY.Stat)}, p {P(test.XOnY.PValue)}";
        return test.Cointegrated switch
        {
            null => Missing(EngleGranger, report, "engleGranger"),
            true => new(EngleGranger, "up", Cointegrated, figures, EngleGrangerYes),
            false => new(EngleGranger, "down", NotCointegrated, figures, EngleGrangerNo),
        };
    }

    private static DiagnosticLine OfJohansen(DiagnosticsReport report)
    {
        if (report.Johansen.Rows.IsDefaultOrEmpty)
        {
            return Missing(Johansen, report, "johansen");
        }

        var none = report.Johansen.Rows[0];
        var rejected = none.Trace > none.TraceCritical.FivePercent;
        var figures = string.Join(" · ", report.Johansen.Rows.Select(row => $"rank {row.Rank}: trace {N(row.Trace)} (5 % {N(row.TraceCritical.FivePercent)}), max-eigen {N(row.MaxEigen)} (5 % {N(row.MaxEigenCritical.FivePercent)})"));
        return new(Johansen, rejected ? "up" : "down", rejected ? Cointegrated : NotCointegrated, figures, rejected ? JohansenYes : JohansenNo);
    }

    private static DiagnosticLine OfHalfLife(DiagnosticsReport report, Interval interval)
    {
        if (report.HalfLife is not { } bars)
        {
            return Missing(HalfLife, report, "halfLife");
        }

        var slow = bars > report.Count / 2.0;
        return new(
            HalfLife, slow ? "down" : "up", $"{Format.Number(bars, 1)} bars", $"≈ {Format.Duration(TimeSpan.FromMilliseconds(Math.Min(bars * interval.Ms(), 1e14)))} · continuous-time {Format.Number(report.HalfLifeOu, 1)} bars",
            slow ? HalfLifeLong : HalfLifeYes);
    }

    private static DiagnosticLine OfHurst(DiagnosticsReport report) => report.Hurst is { } hurst
        ? new(Hurst, hurst < 0.45 ? "up" : hurst > 0.55 ? "down" : "none", hurst < 0.45 ? Reverting : hurst > 0.55 ? Trending : DiagnosticsTexts.Random, N(hurst), HurstMeaning)
        : Missing(Hurst, report, "hurst");

    private static DiagnosticLine OfLiquidity(string symbol, LiquidityReport leg) => new(
        DiagnosticsTexts.Liquidity(symbol), leg.QuietShare > 0.5 ? "down" : "none", $"{Format.Number(100 * leg.QuietShare, 0)} % quiet bars",
        $"mean volume {Format.Units(leg.MeanVolume)} ({Format.Number(leg.MeanDollarVolume, 0)} quote) · {Format.Number(leg.TradesPerBar, 1)} trades a bar · spread ≈ {Format.Number(leg.SpreadBps, 2)} bps", LiquidityMeaning);

    private static DiagnosticLine Judged(
        string name, double? p, bool lowIsGood, (string Good, string Bad) verdicts, string figures, (string Good, string Bad) meanings, DiagnosticsReport report, string key)
    {
        if (p is not { } probability)
        {
            return Missing(name, report, key);
        }

        var good = probability < Level == lowIsGood;
        return new(name, good ? "up" : "down", good ? verdicts.Good : verdicts.Bad, figures, good ? meanings.Good : meanings.Bad);
    }

    private static DiagnosticLine Missing(string name, DiagnosticsReport report, string key) =>
        new(name, "none", Unknown, "", report.Reasons.FirstOrDefault(reason => reason.Key.StartsWith(key, StringComparison.Ordinal)).Value ?? "");

    private static string N(double? value) => Format.Number(value, 3);

    private static string P(double? value) => value is < 0.0005 ? "< 0.001" : Format.Number(value, 3);
}
