using QuantPlatform.Analytics.Hedging;
using QuantPlatform.Analytics.Rolling;

namespace QuantPlatform.Analytics.Pairs;

/// <summary>The one kernel behind live pairs, stored series, uploads and research: points in, statistics out.</summary>
/// <remarks>
/// A point is a pair of closes of bars with the same open time, both final; joining the legs and leaving out bars with gaps is the caller's work, the kernel is told points only, in
/// open-time order. Differences and log returns are between consecutive points, also when bars are missing between them. <see cref="Add"/> allocates nothing. A kernel that is
/// given the last <see cref="PairSettings.WarmupPoints"/> points has, bit for bit, the values of one that saw everything before.
/// </remarks>
public sealed class PairKernel
{
    private readonly PairSettings settings;
    private readonly bool isLog;
    private readonly int window;
    private readonly int zWindow;
    private readonly int maxMissing;
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
    private readonly PairTestSchedule tests;
    private readonly int samplesNeeded;
    private PairValues current;
    private long lastIndex = long.MinValue;
    private double lastLogY;
    private double lastLogX;
    private int samples;
    private int returnSamples;
    private bool afterGap;

    /// <summary>Creates an empty kernel.</summary>
    /// <param name="settings">Valid settings; otherwise <see cref="ArgumentException"/>.</param>
    /// <param name="resetsOnGap">True (live): more than ⌊W/4⌋ consecutive missing bars empty the windows. False (uploads): they never do.</param>
    public PairKernel(PairSettings settings, bool resetsOnGap = true)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        this.settings = settings;
        isLog = settings.Transform == PriceTransform.Log;
        window = settings.Window;
        zWindow = settings.ZWindow;
        ResetsOnGap = resetsOnGap;
        maxMissing = window / 4;
        points = new PointBuffer(settings.WarmupPoints, isLog);
        hedge = new PairWindow(window);
        spread = zWindow == window ? hedge : new PairWindow(zWindow);
        changes = new PairWindow(window - 1);
        recentChanges = new PairWindow(window / 4);
        returns = new PairWindow(window);
        betas = new History(window);
        correlations = new History(window);
        tests = new PairTestSchedule(window);
        samplesNeeded = Math.Max(2 * window, Math.Max(window, zWindow));
        if (settings.Method == HedgeMethod.Kalman)
            kalman = new KalmanChain(settings.Kalman ?? new KalmanSettings(), window);
        else
            estimator = HedgeEstimator.Create(settings.Method, window, settings.Intercept);
        current = Empty(default, double.NaN, double.NaN);
    }

    /// <summary>The settings it was made with.</summary>
    public PairSettings Settings => settings;

    /// <summary>Whether a long run of missing bars empties the windows.</summary>
    public bool ResetsOnGap { get; }

    /// <summary>The values at the newest point.</summary>
    public ref readonly PairValues Current => ref current;

    /// <summary>ADF, Engle–Granger and half-life of the W-point window, refreshed every ⌊W/10⌋ bars; worked out when first asked for after a refresh.</summary>
    public PairTests Tests => tests.Value;

    /// <summary>Open time of the newest point; null before the first.</summary>
    public long? LastTime => points.Count == 0 ? null : points.Times[^1];

    /// <summary>The last W transformed closes of Y, oldest first; fewer while warming.</summary>
    public ReadOnlySpan<double> WindowY => points.Y[^Math.Min(samples, window)..];

    /// <summary>The last W transformed closes of X, oldest first; fewer while warming.</summary>
    public ReadOnlySpan<double> WindowX => points.X[^Math.Min(samples, window)..];

    /// <summary>Takes in the next point.</summary>
    /// <param name="openTime">Open time of the bar, Unix ms, later than the one before.</param>
    /// <param name="closeY">Close of Y: finite, and positive under the log transform.</param>
    /// <param name="closeX">Close of X, likewise.</param>
    public void Add(long openTime, double closeY, double closeX)
    {
        Check(openTime, closeY, closeX);
        var index = PairWindow.FloorDivide(openTime, settings.IntervalMs);
        var wasReset = ResetsOnGap && samples > 0 && index - lastIndex - 1 > maxMissing;
        if (wasReset)
        {
            ResetWindows();
            afterGap = true;
        }

        lastIndex = index;
        Append(openTime, closeY, closeX);
        Advance(index);
        current = Compute(openTime, closeY, closeX, wasReset);
        betas.Add(current.Beta);
        correlations.Add(current.Correlation);
        if (tests.IsDue(index) && hedge.IsFull)
            tests.Capture(openTime, this);
    }

    /// <summary>Replaces the closes of a point already taken in, or adds one that was missing, and recomputes.</summary>
    /// <returns>False when the point is older than anything the current values depend on, so nothing changed.</returns>
    /// <remarks>The result equals, bit for bit, that of a kernel warmed up with the corrected points. Costs one warm-up.</remarks>
    public bool Replace(long openTime, double closeY, double closeX)
    {
        if (points.Count == 0 || openTime > points.Times[^1])
        {
            Add(openTime, closeY, closeX);
            return true;
        }

        Check(long.MaxValue, closeY, closeX);
        return Rebuild(openTime, closeY, closeX, remove: false);
    }

    /// <summary>Takes out a point whose bar turned out to have a gap, and recomputes.</summary>
    /// <returns>False when there is no such point within reach.</returns>
    public bool Remove(long openTime) =>
        points.Count > 0 && points.Times.BinarySearch(openTime) >= 0 && Rebuild(openTime, double.NaN, double.NaN, remove: true);

    /// <summary>Spread and z at these prices under the coefficients, mean and deviation of the last point. Changes nothing.</summary>
    public PairPreview Preview(double closeY, double closeX)
    {
        var y = isLog ? Math.Log(closeY) : closeY;
        var x = isLog ? Math.Log(closeX) : closeX;
        if (kalman?.InUse is { } filter)
        {
            var (innovation, variance) = filter.Predict(y, x);
            return double.IsNaN(current.Z)
                ? new PairPreview(closeY, closeX, double.NaN, double.NaN)
                : new PairPreview(closeY, closeX, innovation, innovation / Math.Sqrt(variance));
        }

        var value = y - current.Alpha - current.Beta * x;
        return new PairPreview(closeY, closeX, value, double.IsNaN(current.Z) ? double.NaN : (value - current.SpreadMean) / current.SpreadStd);
    }

    /// <summary>Writes the spread of the hedge window under the current coefficients, oldest first.</summary>
    /// <returns>The number written: W, or fewer while warming.</returns>
    public int CopySpread(Span<double> destination)
    {
        var y = WindowY;
        var x = WindowX;
        for (var i = 0; i < y.Length; i++)
            destination[i] = y[i] - current.Alpha - current.Beta * x[i];
        return y.Length;
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        points.Clear();
        ResetWindows();
        afterGap = false;
        lastIndex = long.MinValue;
        current = Empty(default, double.NaN, double.NaN);
    }

    /// <summary>Whether a metric is known now, and why not.</summary>
    public PairReadiness Readiness(PairMetric metric)
    {
        var (required, value) = metric switch
        {
            PairMetric.Beta => (window, current.Beta),
            PairMetric.Z => (kalman is null ? Math.Max(window, zWindow) : window + 1, current.Z),
            PairMetric.Correlation => (window + 1, current.Correlation),
            PairMetric.BetaDrift => (2 * window, current.BetaDrift),
            PairMetric.VolatilityRatio => (window, current.VolatilityRatio),
            _ => throw new ArgumentOutOfRangeException(nameof(metric)),
        };
        var state = samples < required ? (afterGap ? ReadinessState.Gap : ReadinessState.Warming)
            : double.IsNaN(value) ? ReadinessState.ConstantWindow
            : ReadinessState.Ready;
        return new PairReadiness(Math.Min(samples, required), required, state);
    }

    private static PairValues Empty(long time, double priceY, double priceX) => new()
    {
        Time = time,
        PriceY = priceY,
        PriceX = priceX,
        Alpha = double.NaN,
        Beta = double.NaN,
        BetaSe = double.NaN,
        R2 = double.NaN,
        Spread = double.NaN,
        SpreadMean = double.NaN,
        SpreadStd = double.NaN,
        Z = double.NaN,
        Correlation = double.NaN,
        CorrelationBefore = double.NaN,
        PriceCorrelation = double.NaN,
        BetaDrift = double.NaN,
        VolatilityRatio = double.NaN,
    };

    private void Check(long openTime, double closeY, double closeX)
    {
        if (points.Count > 0 && openTime <= points.Times[^1])
            throw new ArgumentException("Points come in open-time order; a corrected one goes to Replace.", nameof(openTime));
        if (!double.IsFinite(closeY) || (isLog && closeY <= 0))
            throw new ArgumentOutOfRangeException(nameof(closeY), closeY, "A close must be finite, and positive under the log transform.");
        if (!double.IsFinite(closeX) || (isLog && closeX <= 0))
            throw new ArgumentOutOfRangeException(nameof(closeX), closeX, "A close must be finite, and positive under the log transform.");
    }

    private void Append(long openTime, double closeY, double closeX)
    {
        var logY = Math.Log(closeY);
        var logX = Math.Log(closeX);
        points.Append(new PointBuffer.Point(
            openTime, closeY, closeX, isLog ? logY : closeY, isLog ? logX : closeX, logY - lastLogY, logX - lastLogX));
        lastLogY = logY;
        lastLogX = logX;
    }

    private void Advance(long index)
    {
        samples = Math.Min(samples + 1, samplesNeeded);
        hedge.Add(index, points.X, points.Y);
        if (!ReferenceEquals(hedge, spread))
            spread.Add(index, points.X, points.Y);
        kalman?.Add(index, points.Y, points.X);
        if (samples < 2)
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

    private PairValues Compute(long openTime, double closeY, double closeX, bool wasReset)
    {
        var (correlation, correlationBefore) = returnSamples == window ? (returns.Correlation, correlations.Oldest) : (double.NaN, double.NaN);
        if (!hedge.IsFull)
        {
            return Empty(openTime, closeY, closeX) with
            {
                Samples = samples,
                WasReset = wasReset,
                Correlation = correlation,
                CorrelationBefore = correlationBefore,
            };
        }

        var y = points.Y[^1];
        var x = points.X[^1];
        var fit = estimator is null ? KalmanFit() : estimator.Fit(hedge, points.Y[^window..], points.X[^window..]);
        var score = kalman is null ? SpreadScore.Of(spread, fit, y, x)
            : samples > window ? SpreadScore.Of(kalman.InUse!)
            : SpreadScore.Unknown;
        var drift = Math.Abs(fit.Beta - betas.Oldest) / fit.BetaSe;
        return new PairValues
        {
            Time = openTime,
            PriceY = closeY,
            PriceX = closeX,
            Alpha = fit.Alpha,
            Beta = fit.Beta,
            BetaSe = fit.BetaSe,
            R2 = fit.R2,
            Spread = score.Spread,
            SpreadMean = score.Mean,
            SpreadStd = score.Std,
            Z = score.Z,
            Correlation = correlation,
            CorrelationBefore = correlationBefore,
            PriceCorrelation = hedge.Correlation,
            BetaDrift = double.IsFinite(drift) ? drift : double.NaN,
            VolatilityRatio = VolatilityRatio(fit.Beta, SpreadScore.ResolutionOf(fit.Beta, y, x)),
            Samples = samples,
            WasReset = wasReset,
        };
    }

    private double VolatilityRatio(double beta, double resolution)
    {
        var all = changes.ResidualSquares(beta) / (window - 2);
        var recent = recentChanges.ResidualSquares(beta) / (window / 4 - 1);
        return all > resolution * resolution ? Math.Sqrt(recent / all) : double.NaN;
    }

    private HedgeFit KalmanFit()
    {
        var filter = kalman!.InUse!;
        var (alpha, beta) = (filter.Alpha, filter.Beta);
        return new HedgeFit(alpha, beta, filter.BetaSe, HedgeEstimator.RSquared(hedge, alpha, beta, intercept: true));
    }

    private void ResetWindows()
    {
        hedge.Reset();
        spread.Reset();
        changes.Reset();
        recentChanges.Reset();
        returns.Reset();
        betas.Reset();
        correlations.Reset();
        kalman?.Reset();
        tests.Reset();
        samples = 0;
        returnSamples = 0;
    }

    private bool Rebuild(long openTime, double closeY, double closeX, bool remove)
    {
        var from = points.Count - points.Kept;
        var times = points.Times[from..].ToArray();
        var ys = points.CloseY[from..].ToArray();
        var xs = points.CloseX[from..].ToArray();
        var at = times.AsSpan().BinarySearch(openTime);
        if (at < 0 && openTime < times[0])
            return false;
        var insert = at < 0 ? ~at : -1;
        var flagged = afterGap;
        Reset();
        for (var i = 0; i < times.Length; i++)
        {
            if (i == insert)
                Add(openTime, closeY, closeX);
            if (i == at && remove)
                continue;
            if (i == at)
                Add(openTime, closeY, closeX);
            else
                Add(times[i], ys[i], xs[i]);
        }

        afterGap |= flagged && samples < samplesNeeded;
        return true;
    }
}
