using QuantPlatform.Analytics.Hedging;
using QuantPlatform.Analytics.Pairs;

namespace QuantPlatform.Analytics.Diagnostics;

/// <summary>Everything that is worked out on demand about one window of a pair. A number that cannot be had is NaN and <see cref="Reasons"/> says why under its name.</summary>
public sealed record PairDiagnostics
{
    /// <summary>Number of points.</summary>
    public int Count { get; init; }

    /// <summary>Unit-root test of the fixed spread. Not a cointegration test: on fitted residuals it rejects three times too often.</summary>
    public required AdfResult Adf { get; init; }

    /// <summary>Engle–Granger, Y on X: what decides whether the pair is called cointegrated.</summary>
    public required EngleGrangerResult YOnX { get; init; }

    /// <summary>Engle–Granger, X on Y.</summary>
    public required EngleGrangerResult XOnY { get; init; }

    /// <summary>Johansen, constant, one lagged difference.</summary>
    public required JohansenResult Johansen { get; init; }

    /// <summary>KPSS around a constant.</summary>
    public required KpssResult Kpss { get; init; }

    /// <summary>Half-life of the spread.</summary>
    public required HalfLife HalfLife { get; init; }

    /// <summary>Hurst exponent of the spread.</summary>
    public double Hurst { get; init; } = double.NaN;

    /// <summary>Crossings of the spread through its mean.</summary>
    public int Crossings { get; init; }

    /// <summary>Ljung–Box test of the spread.</summary>
    public LjungBoxResult LjungBox { get; init; }

    /// <summary>Stability of α and β over the window: CUSUM of least-squares residuals.</summary>
    public CusumResult Stability { get; init; }

    /// <summary>The least-squares regression of y on x.</summary>
    public required OlsSummary Ols { get; init; }

    /// <summary>Whether the window has a spread that moves by more than rounding; not when a leg is constant or the legs lie on a line.</summary>
    public bool HasSpread { get; init; }

    /// <summary>Name of a missing value → why.</summary>
    public required IReadOnlyDictionary<string, string> Reasons { get; init; }

    /// <summary>Works everything out.</summary>
    /// <param name="y">Transformed closes of Y over the window.</param>
    /// <param name="x">Transformed closes of X, as many.</param>
    /// <param name="spread">The spread over the window under the pair's own coefficients; empty means that of least squares.</param>
    public static PairDiagnostics Compute(ReadOnlySpan<double> y, ReadOnlySpan<double> x, ReadOnlySpan<double> spread = default)
    {
        if (y.Length != x.Length || (!spread.IsEmpty && spread.Length != y.Length))
            throw new ArgumentException("Legs and spread need the same number of values.");
        var ols = OlsSummary.Of(y, x);
        var residuals = ols.Residuals(y, x);
        var series = spread.IsEmpty ? residuals : spread;
        var scale = Math.Max(AdfTest.Scale(y), Math.Abs(ols.Beta) * AdfTest.Scale(x));
        var none = NoSpread(y, x, series, ols.Beta);
        var known = none.Length == 0;
        var noResiduals = NoSpread(y, x, residuals, ols.Beta);
        var result = new PairDiagnostics
        {
            Count = y.Length,
            HasSpread = known,
            Adf = known ? AdfTest.Run(series, TrendKind.Constant, LagSelection.Aic, null, scale) : new AdfResult { Reason = none },
            YOnX = EngleGrangerTest.Run(y, x),
            XOnY = EngleGrangerTest.Run(x, y),
            Johansen = y.Length < 2 ? new JohansenResult { Reason = "too few points" } : JohansenTest.Run([y.ToArray(), x.ToArray()]),
            Kpss = known ? KpssTest.Run(series) : new KpssResult { Reason = none },
            HalfLife = known ? HalfLife.Of(series) : HalfLife.Unknown(none),
            Hurst = known ? HurstExponent.Of(series) : double.NaN,
            Crossings = known ? MeanCrossings.Count(series) : 0,
            LjungBox = known ? LjungBoxTest.Run(series) : new LjungBoxResult(double.NaN, double.NaN, 0),
            Stability = noResiduals.Length > 0 ? new CusumResult(double.NaN, double.NaN) : CusumTest.Run(residuals),
            Ols = ols,
            Reasons = new Dictionary<string, string>(),
        };
        return result with { Reasons = ReasonsOf(result, noResiduals) };
    }

    /// <summary>Why a window has no spread to test; empty when it has one.</summary>
    internal static string NoSpread(ReadOnlySpan<double> y, ReadOnlySpan<double> x, ReadOnlySpan<double> spread, double beta)
    {
        if (y.Length < 3)
            return "too few points";
        if (y[1..].IndexOfAnyExcept(y[0]) < 0 || x[1..].IndexOfAnyExcept(x[0]) < 0)
            return "constant window";
        if (double.IsNaN(spread[0]))
            return "no hedge ratio";
        var resolution = SpreadScore.ResolutionOf(beta, AdfTest.Scale(y), AdfTest.Scale(x));
        return Prices.PriceStatistics.MeanAndStd(spread).Std > resolution ? "" : "one leg is a multiple of the other";
    }

    private static Dictionary<string, string> ReasonsOf(PairDiagnostics d, string noResiduals)
    {
        Dictionary<string, string> reasons = new(StringComparer.Ordinal);
        void Add(string name, string reason)
        {
            if (reason.Length > 0)
                reasons[name] = reason;
        }

        var undefined = d.Count < 8 ? "too few points" : d.HasSpread ? "constant window" : d.Adf.Reason;
        Add("crossings", d.HasSpread ? "" : d.Adf.Reason);
        Add("adf", d.Adf.Reason);
        Add("engleGranger.yOnX", d.YOnX.Reason);
        Add("engleGranger.xOnY", d.XOnY.Reason);
        Add("johansen", d.Johansen.Reason);
        Add("kpss", d.Kpss.Reason);
        Add("halfLife", d.HalfLife.Reason);
        Add("halfLifeOu", double.IsNaN(d.HalfLife.OrnsteinUhlenbeck) ? d.HalfLife.Reason : "");
        Add("hurst", double.IsNaN(d.Hurst) ? undefined : "");
        Add("ljungBox", double.IsNaN(d.LjungBox.Stat) ? undefined : "");
        Add("stability", noResiduals);
        Add("ols", double.IsNaN(d.Ols.Beta) ? undefined : "");
        return reasons;
    }
}
