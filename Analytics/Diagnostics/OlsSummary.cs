using System.Runtime.InteropServices;
using QuantPlatform.Analytics.Hedging;

namespace QuantPlatform.Analytics.Diagnostics;

/// <summary>A least-squares regression with intercept and all its standard numbers; NaN for a constant x or fewer than 3 points.</summary>
/// <param name="Alpha">Intercept.</param>
/// <param name="Beta">Slope.</param>
/// <param name="AlphaSe">Standard error of the intercept, σ√(1/n + x̄²/Sxx).</param>
/// <param name="BetaSe">Standard error of the slope.</param>
/// <param name="R2">1 − SSR/SST.</param>
/// <param name="ResidualStd">σ = √(SSR/(n − 2)).</param>
/// <param name="MeanY">Mean of y.</param>
/// <param name="MeanX">Mean of x.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OlsSummary(double Alpha, double Beta, double AlphaSe, double BetaSe, double R2, double ResidualStd, double MeanY, double MeanX)
{
    /// <summary>Regresses y on x.</summary>
    public static OlsSummary Of(ReadOnlySpan<double> y, ReadOnlySpan<double> x)
    {
        var unknown = new OlsSummary(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        if (x.Length < 3)
            return unknown;
        var window = HedgeRegression.Load(y, x);
        var fit = new OlsEstimator(intercept: true).Fit(window, y, x);
        if (double.IsNaN(fit.Beta))
            return unknown;
        var n = x.Length;
        var sigma = Math.Sqrt(window.ResidualSquares(fit.Beta) / (n - 2));
        var alphaSe = sigma * Math.Sqrt(1.0 / n + window.MeanX * window.MeanX / window.SumXX);
        return new OlsSummary(fit.Alpha, fit.Beta, alphaSe, fit.BetaSe, fit.R2, sigma, window.MeanY, window.MeanX);
    }

    /// <summary>Residuals, measured from the means so that they keep their digits.</summary>
    public double[] Residuals(ReadOnlySpan<double> y, ReadOnlySpan<double> x)
    {
        var residuals = new double[y.Length];
        for (var i = 0; i < residuals.Length; i++)
            residuals[i] = y[i] - MeanY - Beta * (x[i] - MeanX);
        return residuals;
    }
}
