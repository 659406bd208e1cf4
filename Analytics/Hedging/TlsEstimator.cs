using QuantPlatform.Analytics.Rolling;

namespace QuantPlatform.Analytics.Hedging;

/// <summary>Total least squares: the line with the least squared perpendicular distances, errors in both legs alike.</summary>
/// <remarks>
/// With D = √((Syy − Sxx)² + 4Sxy²), β = (Syy − Sxx + D) / (2Sxy), α = ȳ − βx̄; moments are centred with intercept and raw without. Swapping the legs gives 1/β.
/// se(β) = |β/Sxy| √((Sxx·Syy − Sxy²)/(n − 2)), the asymptotic error of the principal axis under normal errors. NaN when a leg is constant, or when the legs are
/// uncorrelated and Y varies more (the line is vertical).
/// </remarks>
internal sealed class TlsEstimator(bool intercept) : HedgeEstimator
{
    public override HedgeFit Fit(PairWindow window, ReadOnlySpan<double> ys, ReadOnlySpan<double> xs)
    {
        var n = window.Count;
        var (meanX, meanY) = (window.MeanX, window.MeanY);
        double xx = window.SumXX, yy = window.SumYY, xy = window.SumXY;
        if (!(xx > 0) || !(yy > 0))
            return HedgeFit.Unknown;
        double determinant;
        if (intercept)
        {
            determinant = xx * window.ResidualSquares(window.Slope);
        }
        else
        {
            xx += n * meanX * meanX;
            yy += n * meanY * meanY;
            xy += n * meanX * meanY;
            var slope = xy / xx;
            var offset = meanY - slope * meanX;
            determinant = xx * (window.ResidualSquares(slope) + n * offset * offset);
        }

        var difference = yy - xx;
        var root = Math.Sqrt(difference * difference + 4 * xy * xy);
        var beta = difference >= 0 ? (difference + root) / (2 * xy) : 2 * xy / (root - difference);
        if (!double.IsFinite(beta))
            return HedgeFit.Unknown;
        var alpha = intercept ? meanY - beta * meanX : 0;
        var error = Math.Abs(beta / xy) * Math.Sqrt(determinant / (n - (intercept ? 2 : 1)));
        return new HedgeFit(alpha, beta, xy == 0 ? double.NaN : error, RSquared(window, alpha, beta, intercept));
    }
}
