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
        var known = !double.IsNaN(series.IsEmpty ? double.NaN : series[0]);
        var adf = known ? AdfTest.Run(series, TrendKind.Constant, LagSelection.Aic, null, scale) : new AdfResult { Reason = "no spread" };
        var result = new PairDiagnostics
        {
            Count = y.Length,
            Adf = adf,
            YOnX = EngleGrangerTest.Run(y, x),
            XOnY = EngleGrangerTest.Run(x, y),
            Johansen = y.Length < 2 ? new JohansenResult { Reason = "too few points" } : JohansenTest.Run([y.ToArray(), x.ToArray()]),
            Kpss = known ? KpssTest.Run(series) : new KpssResult { Reason = "no spread" },
            HalfLife = known ? HalfLife.Of(series) : new HalfLife(double.NaN, double.NaN, double.NaN, double.NaN, "no spread"),
            Hurst = known ? HurstExponent.Of(series) : double.NaN,
            Crossings = known ? MeanCrossings.Count(series) : 0,
            LjungBox = known ? LjungBoxTest.Run(series) : new LjungBoxResult(double.NaN, double.NaN, 0),
            Stability = double.IsNaN(ols.Beta) ? new CusumResult(double.NaN, double.NaN) : CusumTest.Run(residuals),
            Ols = ols,
            Reasons = new Dictionary<string, string>(),
        };
        return result with { Reasons = ReasonsOf(result) };
    }

    private static Dictionary<string, string> ReasonsOf(PairDiagnostics d)
    {
        Dictionary<string, string> reasons = new(StringComparer.Ordinal);
        void Add(string name, string reason)
        {
            if (reason.Length > 0)
                reasons[name] = reason;
        }

        var undefined = d.Count < 8 ? "too few points" : "constant window";
        Add("adf", d.Adf.Reason);
        Add("engleGranger.yOnX", d.YOnX.Reason);
        Add("engleGranger.xOnY", d.XOnY.Reason);
        Add("johansen", d.Johansen.Reason);
        Add("kpss", d.Kpss.Reason);
        Add("halfLife", d.HalfLife.Reason);
        Add("halfLifeOu", double.IsNaN(d.HalfLife.OrnsteinUhlenbeck) ? d.HalfLife.Reason : "");
        Add("hurst", double.IsNaN(d.Hurst) ? undefined : "");
        Add("ljungBox", double.IsNaN(d.LjungBox.Stat) ? undefined : "");
        Add("stability", double.IsNaN(d.Stability.Stat) ? undefined : "");
        Add("ols", double.IsNaN(d.Ols.Beta) ? undefined : "");
        return reasons;
    }
}
