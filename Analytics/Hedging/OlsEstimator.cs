using QuantPlatform.Analytics.Rolling;

namespace QuantPlatform.Analytics.Hedging;

/// <summary>Ordinary least squares of y on x.</summary>
/// <remarks>
/// With intercept: β = Sxy/Sxx, α = ȳ − βx̄, se(β) = √(SSR/(n − 2)/Sxx), R² = 1 − SSR/Syy. Without: β = Σxy/Σx², se(β) = √(SSR/(n − 1)/Σx²), R² against Σy².
/// NaN throughout when x is constant (with intercept) or zero (without).
/// </remarks>
internal sealed class OlsEstimator(bool intercept) : HedgeEstimator
{
    public override HedgeFit Fit(PairWindow window, ReadOnlySpan<double> ys, ReadOnlySpan<double> xs)
    {
        var n = window.Count;
        if (intercept)
        {
            var beta = window.Slope;
            if (double.IsNaN(beta))
                return HedgeFit.Unknown;
            var xx = window.SumXX;
            var yy = window.SumYY;
            var residual = window.ResidualSquares(beta);
            var alpha = window.MeanY - beta * window.MeanX;
            return new HedgeFit(alpha, beta, Math.Sqrt(residual / ((n - 2) * xx)), yy > 0 ? 1 - residual / yy : double.NaN);
        }

        var meanX = window.MeanX;
        var meanY = window.MeanY;
        var rawXX = window.SumXX + n * meanX * meanX;
        if (!(rawXX > 0))
            return HedgeFit.Unknown;
        var slope = (window.SumXY + n * meanX * meanY) / rawXX;
        var offset = meanY - slope * meanX;
        var squares = window.ResidualSquares(slope) + n * offset * offset;
        var rawYY = window.SumYY + n * meanY * meanY;
        return new HedgeFit(0, slope, Math.Sqrt(squares / ((n - 1) * rawXX)), rawYY > 0 ? 1 - squares / rawYY : double.NaN);
    }
}
