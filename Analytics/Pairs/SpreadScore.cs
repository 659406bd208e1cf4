using System.Runtime.InteropServices;
using QuantPlatform.Analytics.Hedging;
using QuantPlatform.Analytics.Rolling;

namespace QuantPlatform.Analytics.Pairs;

/// <summary>Spread, its mean and deviation over the z-window, and z; the same arithmetic for every caller.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpreadScore(double Spread, double Mean, double Std, double Z)
{
    // A spread that varies by less than this many units of the last place of its terms is rounding, not movement.
    private const double Resolution = 4 * 2.220446049250313e-16;

    public static SpreadScore Unknown { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>Least movement of y − βx that can be told from rounding.</summary>
    public static double ResolutionOf(double beta, double y, double x) => Resolution * Math.Max(Math.Abs(y), Math.Abs(beta * x));

    /// <summary>The newest point under a fit, against the last values in <paramref name="window"/>.</summary>
    public static SpreadScore Of(PairWindow window, in HedgeFit fit, double y, double x)
    {
        var value = y - fit.Alpha - fit.Beta * x;
        if (!window.IsFull || double.IsNaN(fit.Beta))
            return new SpreadScore(value, double.NaN, double.NaN, double.NaN);
        var mean = window.MeanY - fit.Alpha - fit.Beta * window.MeanX;
        var variance = window.ResidualSquares(fit.Beta) / (window.Length - 1);
        var resolution = ResolutionOf(fit.Beta, y, x);
        if (!(variance > resolution * resolution))
            return new SpreadScore(value, mean, 0, double.NaN);
        var deviation = Math.Sqrt(variance);
        return new SpreadScore(value, mean, deviation, window.LastResidual(fit.Beta) / deviation);
    }

    /// <summary>The innovation of a filter and its own deviation.</summary>
    public static SpreadScore Of(KalmanFilter filter)
    {
        if (double.IsNaN(filter.Innovation))
            return Unknown;
        var deviation = Math.Sqrt(filter.InnovationVariance);
        return new SpreadScore(filter.Innovation, 0, deviation, filter.Innovation / deviation);
    }
}
