using System.Runtime.InteropServices;
using MathNet.Numerics;

namespace QuantPlatform.Analytics.Diagnostics;

/// <summary>Result of a Ljung–Box test; NaN for a constant or too short series.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LjungBoxResult(double Stat, double PValue, int Lags);

/// <summary>Ljung and Box (1978): are the first autocorrelations of a series jointly zero? The null is no autocorrelation.</summary>
public static class LjungBoxTest
{
    /// <summary>Q = n(n + 2) Σ ρₖ² / (n − k), p from χ² with as many degrees of freedom as lags.</summary>
    /// <param name="series">The series.</param>
    /// <param name="lags">Number of lags; null means min(10, ⌊n/5⌋).</param>
    public static LjungBoxResult Run(ReadOnlySpan<double> series, int? lags = null)
    {
        var n = series.Length;
        var count = lags ?? Math.Min(10, n / 5);
        if (count < 1 || count >= n || series[1..].IndexOfAnyExcept(series[0]) < 0)
            return new LjungBoxResult(double.NaN, double.NaN, Math.Max(count, 0));
        var d = KpssTest.Deviations(series);
        var variance = Columns.Dot(d, d);
        var sum = 0.0;
        for (var k = 1; k <= count; k++)
        {
            var rho = Columns.Dot(d.AsSpan(k), d.AsSpan(0, n - k)) / variance;
            sum += rho * rho / (n - k);
        }

        var stat = n * (n + 2.0) * sum;
        return new LjungBoxResult(stat, SpecialFunctions.GammaUpperRegularized(count / 2.0, stat / 2), count);
    }
}
