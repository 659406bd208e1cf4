using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Analytics.Rolling;

namespace QuantPlatform.Analytics.Hedging;

/// <summary>A hedge ratio from one whole sample, by the estimators that run live.</summary>
public static class HedgeRegression
{
    /// <summary>Fits y ≈ α + βx.</summary>
    /// <param name="method">Any method but Kalman.</param>
    /// <param name="y">Dependent values.</param>
    /// <param name="x">Independent values, as many, at least 3.</param>
    /// <param name="intercept">Whether α is estimated.</param>
    public static HedgeFit Fit(HedgeMethod method, ReadOnlySpan<double> y, ReadOnlySpan<double> x, bool intercept = true) =>
        HedgeEstimator.Create(method, x.Length, intercept).Fit(Load(y, x), y, x);

    internal static PairWindow Load(ReadOnlySpan<double> y, ReadOnlySpan<double> x)
    {
        if (y.Length != x.Length || x.Length < 3)
            throw new ArgumentException("Both legs need the same number of values, at least 3.");
        var window = new PairWindow(x.Length);
        window.Load(x, y);
        return window;
    }
}
