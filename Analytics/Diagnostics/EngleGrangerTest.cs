using QuantPlatform.Analytics.Hedging;
using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Analytics.Rolling;

namespace QuantPlatform.Analytics.Diagnostics;

/// <summary>Result of an Engle–Granger test in one direction. NaN and a <see cref="Reason"/> when there is none.</summary>
public sealed record EngleGrangerResult
{
    /// <summary>Fewest points on which a pair may be called cointegrated.</summary>
    public const int FewestPoints = 100;

    /// <summary>t statistic of the unit-root regression on the residuals.</summary>
    public double Stat { get; init; } = double.NaN;

    /// <summary>MacKinnon's p-value for two series, which allows for the residuals having been fitted.</summary>
    public double PValue { get; init; } = double.NaN;

    /// <summary>Lagged differences used.</summary>
    public int Lag { get; init; }

    /// <summary>Number of points.</summary>
    public int Count { get; init; }

    /// <summary>Intercept of the cointegrating regression.</summary>
    public double Alpha { get; init; } = double.NaN;

    /// <summary>Slope of the cointegrating regression.</summary>
    public double Beta { get; init; } = double.NaN;

    /// <summary>Critical values for two series.</summary>
    public CriticalValues Critical { get; init; } = CriticalValues.Unknown;

    /// <summary>Why there is no result; empty when there is one.</summary>
    public string Reason { get; init; } = "";

    /// <summary>True when there is a result.</summary>
    public bool IsKnown => Reason.Length == 0;

    /// <summary>p &lt; 0.05 on at least <see cref="FewestPoints"/> points.</summary>
    public bool Cointegrated => PValue < 0.05 && Count >= FewestPoints;
}

/// <summary>Engle and Granger's two-step test (1987): regress one leg on the other, test the residuals for a unit root without deterministic part. The null is no cointegration.</summary>
public static class EngleGrangerTest
{
    /// <summary>Tests <paramref name="y"/> on <paramref name="x"/>.</summary>
    /// <param name="y">Dependent leg.</param>
    /// <param name="x">Independent leg, as long.</param>
    /// <param name="trend">Deterministic part of the cointegrating regression: none, a constant (default) or also a trend.</param>
    /// <param name="selection">Lag choice; the default is AIC.</param>
    /// <param name="maxLag">Largest (or fixed) lag; null means the default.</param>
    public static EngleGrangerResult Run(
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> x,
        TrendKind trend = TrendKind.Constant,
        LagSelection selection = LagSelection.Aic,
        int? maxLag = null)
    {
        var n = y.Length;
        if (n != x.Length)
            throw new ArgumentException("Both legs need the same number of values.");
        var unknown = new EngleGrangerResult { Count = n };
        if (n < 8)
            return unknown with { Reason = "too few points" };
        if (IsConstant(y) || IsConstant(x))
            return unknown with { Reason = "constant window" };
        var residuals = new double[n];
        var (alpha, beta) = trend == TrendKind.ConstantTrend ? FitTrend(y, x, residuals) : Fit(y, x, trend == TrendKind.Constant, residuals);
        if (double.IsNaN(beta))
            return unknown with { Reason = "the other leg is a straight line" };
        var scale = Math.Max(AdfTest.Scale(y), Math.Abs(beta) * AdfTest.Scale(x));
        var adf = AdfTest.Run(residuals, TrendKind.None, selection, maxLag, scale);
        var fitted = unknown with { Alpha = alpha, Beta = beta };
        if (!adf.IsKnown)
            return fitted with { Reason = adf.Reason == "too few points" ? adf.Reason : "one leg is a multiple of the other" };
        return fitted with
        {
            Stat = adf.Stat,
            PValue = MacKinnon.PValue(adf.Stat, trend, 2),
            Lag = adf.Lag,
            Critical = MacKinnon.Critical(trend, 2, n - 1),
        };
    }

    private static bool IsConstant(ReadOnlySpan<double> values) => values[1..].IndexOfAnyExcept(values[0]) < 0;

    private static (double Alpha, double Beta) Fit(ReadOnlySpan<double> y, ReadOnlySpan<double> x, bool intercept, Span<double> residuals)
    {
        var window = HedgeRegression.Load(y, x);
        var fit = HedgeEstimator.Create(HedgeMethod.Ols, y.Length, intercept).Fit(window, y, x);
        var (meanY, meanX) = intercept ? (window.MeanY, window.MeanX) : (0, 0);
        for (var i = 0; i < y.Length; i++)
            residuals[i] = y[i] - meanY - fit.Beta * (x[i] - meanX);
        return (fit.Alpha, fit.Beta);
    }

    /// <summary>Both legs lose their own straight line first (Frisch–Waugh); α is the constant at time 1, 2, …, n.</summary>
    private static (double Alpha, double Beta) FitTrend(ReadOnlySpan<double> y, ReadOnlySpan<double> x, Span<double> residuals)
    {
        var n = y.Length;
        var columns = new Columns(n, 4);
        columns[0].Fill(1);
        for (var i = 0; i < n; i++)
        {
            columns[1][i] = i + 1 - 0.5 * (n + 1);
            columns[2][i] = x[i] - x[0];
            columns[3][i] = y[i] - y[0];
        }

        var squares = columns.Squares();
        columns.Eliminate(0, squares[0]);
        columns.Eliminate(1, squares[1]);
        var product = Columns.Dot(columns[2], columns[3]);
        var square = columns.Eliminate(2, squares[2]);
        if (square == 0)
            return (double.NaN, double.NaN);
        columns[3].CopyTo(residuals);
        var beta = product / square;
        var time = new double[n];
        var rest = new double[n];
        for (var i = 0; i < n; i++)
            (time[i], rest[i]) = (i + 1, y[i] - beta * x[i]);
        var line = new OlsEstimator(intercept: true).Fit(HedgeRegression.Load(rest, time), rest, time);
        return (line.Alpha, beta);
    }
}
