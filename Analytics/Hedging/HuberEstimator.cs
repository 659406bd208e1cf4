using QuantPlatform.Analytics.Prices;
using QuantPlatform.Analytics.Rolling;

namespace QuantPlatform.Analytics.Hedging;

/// <summary>Huber's M-estimator of regression by iteratively reweighted least squares.</summary>
/// <remarks>
/// Weights min(1, t·s/|r|) with t = 1.345 and s = median |r| / 0.67449 (the normal quartile; about 0), re-estimated each round from least squares until the coefficients move by less than 1e-12, relative to the
/// spread of the data; at most 500 rounds. se(β) is Huber's asymptotic one with his small-sample correction (Huber 1981, 7.6; "H1"). When more than half of the points lie on
/// the line (s = 0) that line is the answer and its error is 0. Each fit starts from least squares, so it depends on the window alone.
/// </remarks>
internal sealed class HuberEstimator(int capacity, bool intercept) : HedgeEstimator
{
    private const double Tuning = 1.345;
    private const double NormalQuartile = 0.6744897501960817;
    private const double Tolerance = 1e-13;
    private const int MaxRounds = 500;

    private readonly double[] dx = new double[capacity];
    private readonly double[] dy = new double[capacity];
    private readonly double[] scratch = new double[capacity];

    /// <summary>Scale s of the last fit.</summary>
    public double Scale { get; private set; }

    public override bool IsSlow => true;

    public override HedgeFit Fit(PairWindow window, ReadOnlySpan<double> ys, ReadOnlySpan<double> xs)
    {
        var n = xs.Length;
        if (window.IsConstantX && (intercept || window.MeanX == 0))
            return HedgeFit.Unknown;
        var (centreX, centreY) = intercept ? (PriceStatistics.MeanAndStd(xs).Mean, PriceStatistics.MeanAndStd(ys).Mean) : (0, 0);
        double xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < n; i++)
        {
            dx[i] = xs[i] - centreX;
            dy[i] = ys[i] - centreY;
            xx += dx[i] * dx[i];
            yy += dy[i] * dy[i];
            xy += dx[i] * dy[i];
        }

        var beta = xy / xx;
        var alpha = 0.0;
        var tolerance = Tolerance * (Math.Abs(beta) + Math.Sqrt(yy / xx));
        for (var round = 0; round < MaxRounds; round++)
        {
            Scale = ScaleOf(n, alpha, beta);
            if (!(Scale > 0))
                break;
            var (nextAlpha, nextBeta) = Reweigh(n, alpha, beta);
            var moved = Math.Abs(nextBeta - beta) + Math.Abs(nextAlpha - alpha) / Math.Sqrt(xx / n);
            (alpha, beta) = (nextAlpha, nextBeta);
            if (moved <= tolerance)
                break;
        }

        Scale = ScaleOf(n, alpha, beta);
        var reported = intercept ? centreY + alpha - beta * centreX : 0;
        return new HedgeFit(reported, beta, Scale > 0 ? StandardError(n, alpha, beta, xx) : 0, RSquared(window, reported, beta, intercept));
    }

    private double ScaleOf(int n, double alpha, double beta)
    {
        for (var i = 0; i < n; i++)
            scratch[i] = Math.Abs(dy[i] - alpha - beta * dx[i]);
        return OrderStatistics.Median(scratch.AsSpan(0, n)) / NormalQuartile;
    }

    private (double Alpha, double Beta) Reweigh(int n, double alpha, double beta)
    {
        var bound = Tuning * Scale;
        double w = 0, wx = 0, wy = 0, wxx = 0, wxy = 0;
        for (var i = 0; i < n; i++)
        {
            var r = Math.Abs(dy[i] - alpha - beta * dx[i]);
            var weight = r <= bound ? 1 : bound / r;
            w += weight;
            wx += weight * dx[i];
            wy += weight * dy[i];
            wxx += weight * dx[i] * dx[i];
            wxy += weight * dx[i] * dy[i];
        }

        if (!intercept)
            return (0, wxy / wxx);
        var slope = (wxy - wx * wy / w) / (wxx - wx * wx / w);
        return ((wy - slope * wx) / w, slope);
    }

    private double StandardError(int n, double alpha, double beta, double xx)
    {
        var parameters = intercept ? 2 : 1;
        double inside = 0, squares = 0;
        for (var i = 0; i < n; i++)
        {
            var r = Math.Abs(dy[i] - alpha - beta * dx[i]) / Scale;
            if (r <= Tuning)
                inside++;
            var psi = Math.Min(r, Tuning);
            squares += psi * psi;
        }

        var share = inside / n;
        var correction = 1 + parameters / (double)n * (share * (1 - share)) / (share * share);
        return correction / share * Scale * Math.Sqrt(squares / (n - parameters) / xx);
    }
}
