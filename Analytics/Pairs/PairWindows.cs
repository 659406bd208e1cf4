using QuantPlatform.Analytics.Hedging;
using QuantPlatform.Analytics.Rolling;

namespace QuantPlatform.Analytics.Pairs;

/// <summary>The windows behind a pair's numbers, fed point by point, and the numbers of the newest point worked out from them.</summary>
internal sealed class PairWindows
{
    private readonly int window;
    private readonly PointBuffer points;
    private readonly PairWindow hedge;
    private readonly PairWindow spread;
    private readonly PairWindow changes;
    private readonly PairWindow recentChanges;
    private readonly PairWindow returns;
    private readonly HedgeEstimator? estimator;
    private readonly KalmanChain? kalman;
    private readonly History betas;
    private readonly History correlations;
    private readonly int samplesNeeded;
    private int returnSamples;

    public PairWindows(PairSettings settings, PointBuffer points, bool restartsFilters)
    {
        window = settings.Window;
        this.points = points;
        hedge = new PairWindow(window);
        spread = settings.ZWindow == window ? hedge : new PairWindow(settings.ZWindow);
        changes = new PairWindow(window - 1);
        recentChanges = new PairWindow(window / 4);
        returns = new PairWindow(window);
        betas = new History(window);
        correlations = new History(window);
        samplesNeeded = Math.Max(2 * window, settings.ZWindow);
        if (settings.Method == HedgeMethod.Kalman)
            kalman = new KalmanChain(settings.Kalman ?? new KalmanSettings(), window, restartsFilters);
        else
            estimator = HedgeEstimator.Create(settings.Method, window, settings.Intercept);
    }

    /// <summary>Points since the windows were last empty, counted up to what the slowest metric needs.</summary>
    public int Samples { get; private set; }

    /// <summary>True once fewer points than a metric needs cannot be the reason for a missing value.</summary>
    public bool IsSaturated => Samples >= samplesNeeded;

    /// <summary>True once the hedge window is full.</summary>
    public bool IsFull => hedge.IsFull;

    /// <summary>True when the last W returns are all known: under the level transform a price need not have a logarithm.</summary>
    public bool HasReturns => returnSamples == window;

    /// <summary>The filter in use under <see cref="HedgeMethod.Kalman"/>.</summary>
    public KalmanFilter? Filter => kalman?.InUse;

    /// <summary>Takes in the newest point of the buffer.</summary>
    public void Advance(long index)
    {
        Samples = Math.Min(Samples + 1, samplesNeeded);
        hedge.Add(index, points.X, points.Y);
        if (!ReferenceEquals(hedge, spread))
            spread.Add(index, points.X, points.Y);
        kalman?.Add(index, points.Y, points.X);
        if (Samples < 2)
            return;
        changes.Add(index, points.ChangeX, points.ChangeY);
        recentChanges.Add(index, points.ChangeX, points.ChangeY);
        if (double.IsFinite(points.ReturnY[^1]) && double.IsFinite(points.ReturnX[^1]))
        {
            returns.Add(index, points.ReturnX, points.ReturnY);
            returnSamples = Math.Min(returnSamples + 1, window);
        }
        else
        {
            returns.Reset();
            returnSamples = 0;
        }
    }

    /// <summary>The numbers of the newest point, remembered for those that look back one window.</summary>
    /// <param name="isNeeded">False: a slow estimator may leave out what depends on it.</param>
    public PairValues Compute(bool isNeeded)
    {
        var (correlation, correlationBefore) = HasReturns ? (returns.Correlation, correlations.Oldest) : (double.NaN, double.NaN);
        var isSpared = !isNeeded && estimator is { IsSlow: true };
        var values = (hedge.IsFull && !isSpared ? Full() : PairValues.Unknown) with
        {
            Correlation = correlation,
            CorrelationBefore = correlationBefore,
            Samples = Samples,
        };
        betas.Add(values.Beta);
        correlations.Add(correlation);
        return values;
    }

    public void Reset()
    {
        hedge.Reset();
        spread.Reset();
        changes.Reset();
        recentChanges.Reset();
        returns.Reset();
        betas.Reset();
        correlations.Reset();
        kalman?.Reset();
        Samples = 0;
        returnSamples = 0;
    }

    private PairValues Full()
    {
        var y = points.Y[^1];
        var x = points.X[^1];
        var before = BetaBefore();
        var fit = estimator is null ? KalmanFit() : estimator.Fit(hedge, points.Y[^window..], points.X[^window..]);
        var score = kalman is null ? SpreadScore.Of(spread, fit, y, x)
            : Samples > window ? SpreadScore.Of(kalman.InUse!)
            : SpreadScore.Unknown;
        var drift = Math.Abs(fit.Beta - before) / fit.BetaSe;
        return new PairValues
        {
            Alpha = fit.Alpha,
            Beta = fit.Beta,
            BetaSe = fit.BetaSe,
            R2 = fit.R2,
            Spread = score.Spread,
            SpreadMean = score.Mean,
            SpreadStd = score.Std,
            Z = score.Z,
            PriceCorrelation = hedge.Correlation,
            BetaDrift = double.IsFinite(drift) ? drift : double.NaN,
            VolatilityRatio = VolatilityRatio(fit.Beta, SpreadScore.ResolutionOf(fit.Beta, y, x)),
        };
    }

    /// <summary>β one window ago; fitted now when the estimator was spared then.</summary>
    private double BetaBefore() => double.IsNaN(betas.Oldest) && estimator is { IsSlow: true } && Samples >= 2 * window
        ? estimator.Fit(HedgeRegression.Load(points.Y[^(2 * window)..^window], points.X[^(2 * window)..^window]), points.Y[^(2 * window)..^window], points.X[^(2 * window)..^window]).Beta
        : betas.Oldest;

    private HedgeFit KalmanFit()
    {
        var filter = kalman!.InUse!;
        var (alpha, beta) = (filter.Alpha, filter.Beta);
        return new HedgeFit(alpha, beta, filter.BetaSe, HedgeEstimator.RSquared(hedge, alpha, beta, intercept: true));
    }

    private double VolatilityRatio(double beta, double resolution)
    {
        var all = changes.ResidualSquares(beta) / (window - 2);
        var recent = recentChanges.ResidualSquares(beta) / (window / 4 - 1);
        return all > resolution * resolution ? Math.Sqrt(recent / all) : double.NaN;
    }
}
