using QuantPlatform.Analytics.Pairs;

namespace QuantPlatform.Analytics.Hedging;

/// <summary>One Kalman filter of y = βx + α + noise with [β, α] as a random walk: predict, then update in Joseph form.</summary>
/// <remarks>
/// Data-scaled: the first W points initialise it, centred at their means: OLS state, R = SSR/(W − 2), P₀ = diag(R/Sxx, R/W), Q = δ·R·diag(1/var x, 1). If x is constant or the fit perfect
/// there, the next point's window is tried. Explicit {q, r, p0}: state 0, P₀ = p0·I is the prior of the first observation, q·I is added before every later one, observation variance r; it is kept
/// around the first x, where a diffuse prior (p0 = 1e4 beside r = 1e-4) loses no digits to the entries of P cancelling.
/// </remarks>
internal sealed class KalmanFilter(KalmanSettings settings, int window)
{
    private double centreX;
    private double centreY;
    private double alpha;
    private double pbb;
    private double pba;
    private double paa;
    private double qb;
    private double qba;
    private double qa;
    private double r;
    private bool started;
    private int count;

    /// <summary>β after the newest point; NaN before the filter is initialised.</summary>
    public double Beta { get; private set; } = double.NaN;

    /// <summary>α after the newest point, uncentred.</summary>
    public double Alpha => centreY + alpha - Beta * centreX;

    /// <summary>Standard error of β.</summary>
    public double BetaSe => started ? Math.Sqrt(pbb) : double.NaN;

    /// <summary>y minus its one-step prediction at the newest point; NaN when there was no prediction.</summary>
    public double Innovation { get; private set; } = double.NaN;

    /// <summary>Variance of <see cref="Innovation"/>.</summary>
    public double InnovationVariance { get; private set; } = double.NaN;

    /// <summary>Takes in the newest point, the last of both spans.</summary>
    public void Add(ReadOnlySpan<double> ys, ReadOnlySpan<double> xs)
    {
        count = Math.Min(count + 1, window + 1);
        if (started)
        {
            pbb += qb;
            pba += qba;
            paa += qa;
            Update(ys[^1] - centreY, xs[^1] - centreX);
        }
        else if (settings.IsExplicit)
        {
            StartExplicit(ys[^1], xs[^1]);
        }
        else if (count >= window)
        {
            Start(ys[^window..], xs[^window..]);
        }
    }

    /// <summary>Innovation and its variance if these were the next closes.</summary>
    public (double Innovation, double Variance) Predict(double y, double x)
    {
        var dx = x - centreX;
        var variance = dx * (dx * (pbb + qb) + 2 * (pba + qba)) + paa + qa + r;
        return (y - centreY - Beta * dx - alpha, variance);
    }

    /// <summary>The first observation: the state is turned to [β, α + βx₁], where it sees only the second component, and the update is written out without a difference.</summary>
    private void StartExplicit(double y, double x)
    {
        var (q, p) = (settings.Q!.Value, settings.P0!.Value);
        r = settings.R!.Value;
        centreX = x;
        (qb, qba, qa) = (q, q * x, q * (1 + x * x));
        InnovationVariance = p * (1 + x * x) + r;
        Innovation = y;
        Beta = p * x / InnovationVariance * y;
        alpha = p * (1 + x * x) / InnovationVariance * y;
        pbb = p * (p + r) / InnovationVariance;
        pba = p * x * r / InnovationVariance;
        paa = p * (1 + x * x) * r / InnovationVariance;
        started = true;
    }

    private void Start(ReadOnlySpan<double> ys, ReadOnlySpan<double> xs)
    {
        var fit = HedgeRegression.Load(ys, xs);
        var slope = fit.Slope;
        var residual = fit.ResidualSquares(slope) / (window - 2);
        if (!(residual > 0))
            return;
        centreX = fit.MeanX;
        centreY = fit.MeanY;
        Beta = slope;
        alpha = 0;
        r = residual;
        pbb = r / fit.SumXX;
        pba = 0;
        paa = r / window;
        qb = settings.Delta * r * (window - 1) / fit.SumXX;
        qa = settings.Delta * r;
        started = true;
    }

    private void Update(double y, double x)
    {
        var innovation = y - Beta * x - alpha;
        var pxb = pbb * x + pba;
        var pxa = pba * x + paa;
        var variance = x * pxb + pxa + r;
        var kb = pxb / variance;
        var ka = pxa / variance;
        Beta += kb * innovation;
        alpha += ka * innovation;

        // (I − KH) P (I − KH)ᵀ + K r Kᵀ with H = [x, 1]
        double ibb = 1 - kb * x, iba = -kb, iab = -ka * x, iaa = 1 - ka;
        double tbb = ibb * pbb + iba * pba, tba = ibb * pba + iba * paa, tab = iab * pbb + iaa * pba, taa = iab * pba + iaa * paa;
        pbb = tbb * ibb + tba * iba + kb * kb * r;
        pba = 0.5 * (tbb * iab + tba * iaa + tab * ibb + taa * iba) + kb * ka * r;
        paa = tab * iab + taa * iaa + ka * ka * r;
        Innovation = innovation;
        InnovationVariance = variance;
    }
}
