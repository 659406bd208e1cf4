using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Analytics.Rolling;

namespace QuantPlatform.Analytics.Hedging;

/// <summary>Estimates the hedge ratio from a full window.</summary>
internal abstract class HedgeEstimator
{
    /// <summary>The estimator of a windowed method.</summary>
    public static HedgeEstimator Create(HedgeMethod method, int window, bool intercept) => method switch
    {
        HedgeMethod.Ols => new OlsEstimator(intercept),
        HedgeMethod.Tls => new TlsEstimator(intercept),
        HedgeMethod.Huber => new HuberEstimator(window, intercept),
        HedgeMethod.TheilSen => new TheilSenEstimator(window, intercept),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "The Kalman filter does not work on a window."),
    };

    /// <summary>True when a fit goes through the whole window: it is then worth leaving out where nobody needs it, and β depends on the values alone, to the bit.</summary>
    public virtual bool IsSlow => false;

    /// <summary>The fit over <paramref name="window"/>, whose values in time order are <paramref name="ys"/> and <paramref name="xs"/>.</summary>
    public abstract HedgeFit Fit(PairWindow window, ReadOnlySpan<double> ys, ReadOnlySpan<double> xs);

    /// <summary>1 − SSR/SST of given coefficients over the window; SST is about zero without intercept.</summary>
    public static double RSquared(PairWindow window, double alpha, double beta, bool intercept)
    {
        var n = window.Count;
        var meanY = window.MeanY;
        var offset = meanY - beta * window.MeanX - alpha;
        var residual = window.ResidualSquares(beta) + n * offset * offset;
        var total = intercept ? window.SumYY : window.SumYY + n * meanY * meanY;
        return total > 0 ? 1 - residual / total : double.NaN;
    }
}
