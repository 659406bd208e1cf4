using System.Runtime.InteropServices;

namespace QuantPlatform.Analytics.Diagnostics;

/// <summary>Result of a CUSUM test; NaN when the residuals vanish.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CusumResult(double Stat, double PValue);

/// <summary>Ploberger and Krämer's (1992) CUSUM of least-squares residuals: do α and β hold over the whole window? The null is that they do.</summary>
/// <remarks>sup |Σ₁ᵗ r| / √(n σ²), σ² = Σr²/(n − 2), against the supremum of a Brownian bridge. Like Chow's test it takes residuals for independent, which a spread's are not: a small p is a hint, not a proof.</remarks>
public static class CusumTest
{
    /// <summary>Runs the test on the residuals of a regression with <paramref name="parameters"/> coefficients.</summary>
    public static CusumResult Run(ReadOnlySpan<double> residuals, int parameters = 2)
    {
        var n = residuals.Length;
        var squares = Columns.Dot(residuals, residuals);
        if (n <= parameters || !(squares > 0))
            return new CusumResult(double.NaN, double.NaN);
        double sum = 0, largest = 0;
        foreach (var residual in residuals)
        {
            sum += residual;
            largest = Math.Max(largest, Math.Abs(sum));
        }

        var stat = largest / Math.Sqrt(squares / (n - parameters) * n);
        return new CusumResult(stat, BridgeTail(stat));
    }

    /// <summary>P(sup |bridge| &gt; x), Kolmogorov's distribution.</summary>
    internal static double BridgeTail(double x)
    {
        if (x <= 0)
            return 1;
        if (x < 1)
        {
            // The theta-function form converges fast for small x.
            var below = 0.0;
            for (var k = 1; k <= 20; k++)
                below += Math.Exp(-Math.Pow((2 * k - 1) * Math.PI / x, 2) / 8);
            return 1 - Math.Sqrt(2 * Math.PI) / x * below;
        }

        var tail = 0.0;
        for (var k = 1; k <= 20; k++)
            tail += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * k * k * x * x);
        return tail;
    }
}
