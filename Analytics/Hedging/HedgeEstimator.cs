using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Analytics.Rolling;

namespace QuantPlatform.Analytics.Hedging;

/// <summary>Estimates the hedge ratio from a full window.</summary>
internal abstract class HedgeEstimator
{
    public static HedgeEstimator Create(PairSettings settings) => settings.Method switch
    {
        HedgeMethod.Ols => new OlsEstimator(settings.Intercept),
        _ => throw new NotSupportedException($"The method {settings.Method} is not available."),
    };

    /// <summary>The fit over <paramref name="window"/>, whose values in time order are <paramref name="ys"/> and <paramref name="xs"/>.</summary>
    public abstract HedgeFit Fit(PairWindow window, ReadOnlySpan<double> ys, ReadOnlySpan<double> xs);

    /// <summary>1 − SSR/SST of given coefficients over the window; SST is about zero without intercept.</summary>
    protected static double RSquared(PairWindow window, double alpha, double beta, bool intercept)
    {
        var n = window.Count;
        var meanY = window.MeanY;
        var offset = meanY - beta * window.MeanX - alpha;
        var residual = window.ResidualSquares(beta) + n * offset * offset;
        var total = intercept ? window.SumYY : window.SumYY + n * meanY * meanY;
        return total > 0 ? 1 - residual / total : double.NaN;
    }
}
