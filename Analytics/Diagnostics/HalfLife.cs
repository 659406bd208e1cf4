using System.Runtime.InteropServices;
using QuantPlatform.Analytics.Hedging;
using QuantPlatform.Analytics.Rolling;

namespace QuantPlatform.Analytics.Diagnostics;

/// <summary>How fast a spread closes half of its distance to its mean, from the regression of Δsₜ on a constant and sₜ₋₁.</summary>
/// <param name="Slope">λ; NaN when it cannot be estimated.</param>
/// <param name="SlopeSe">Standard error of λ.</param>
/// <param name="Bars">−ln 2 / ln(1 + λ) in bars; NaN unless −1 &lt; λ &lt; 0.</param>
/// <param name="OrnsteinUhlenbeck">−ln 2 / λ in bars, the continuous-time reading; NaN unless λ &lt; 0.</param>
/// <param name="Reason">Why <paramref name="Bars"/> is unknown; empty when it is known.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HalfLife(double Slope, double SlopeSe, double Bars, double OrnsteinUhlenbeck, string Reason)
{
    /// <summary>Estimates from a series, oldest first, at least 4 values.</summary>
    public static HalfLife Of(ReadOnlySpan<double> series)
    {
        if (series.Length < 4)
            return Unknown("too few points");
        var before = series[..^1];
        var changes = new double[before.Length];
        for (var i = 0; i < changes.Length; i++)
            changes[i] = series[i + 1] - series[i];
        var fit = new OlsEstimator(intercept: true).Fit(HedgeRegression.Load(changes, before), changes, before);
        var slope = fit.Beta;
        if (double.IsNaN(slope))
            return Unknown("constant window");
        var ou = slope < 0 ? -Math.Log(2) / slope : double.NaN;
        if (slope >= 0)
            return new HalfLife(slope, fit.BetaSe, double.NaN, double.NaN, "not mean-reverting");
        if (slope <= -1)
            return new HalfLife(slope, fit.BetaSe, double.NaN, ou, "reverts within a bar");
        return new HalfLife(slope, fit.BetaSe, -Math.Log(2) / double.LogP1(slope), ou, "");
    }

    /// <summary>Nothing is known.</summary>
    internal static HalfLife Unknown(string reason) => new(double.NaN, double.NaN, double.NaN, double.NaN, reason);
}
