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
    private readonly int maxMissing;
    private readonly PointBuffer points;
    private readonly PairWindows windows;
    private readonly PairTestSchedule tests;
    private PairValues current = PairValues.Unknown;
    private long lastIndex = long.MinValue;
    private double lastLogY;
    private double lastLogX;
    private bool afterGap;

    /// <summary>Creates an empty kernel.</summary>
    /// <param name="settings">Valid settings; otherwise <see cref="ArgumentException"/>.</param>
    /// <param name="resetsOnGap">True (live): more than ⌊W/4⌋ consecutive missing bars empty the windows. False (uploads): they never do.</param>
    /// <param name="restartsFilters">True: a Kalman filter starts at fixed bar indices, so that a warm start finds the same numbers. False: at the first point, for a series that is given as a whole.</param>
    public PairKernel(PairSettings settings, bool resetsOnGap = true, bool restartsFilters = true)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        this.settings = settings;
        isLog = settings.Transform == PriceTransform.Log;
        window = settings.Window;
        ResetsOnGap = resetsOnGap;
        maxMissing = window / 4;
        points = new PointBuffer(settings.WarmupPoints, isLog);
        windows = new PairWindows(settings, points, restartsFilters);
        tests = new PairTestSchedule(window);
    }

    /// <summary>The settings it was made with.</summary>
    public PairSettings Settings => settings;

    /// <summary>Whether a long run of missing bars empties the windows.</summary>
    public bool ResetsOnGap { get; }

    /// <summary>The values at the newest point.</summary>
    public ref readonly PairValues Current => ref current;

    /// <summary>ADF, Engle–Granger and half-life of the W-point window, refreshed every ⌊W/10⌋ bars; worked out when first asked for after a refresh.</summary>
    public PairTests Tests => tests.Value;

    /// <summary>Open time of the oldest point that <see cref="Replace"/> and <see cref="Remove"/> reach; null before the first.</summary>
    public long? FirstTime => points.Count == 0 ? null : points.Times[^points.Kept];

    /// <summary>Whether a point with this open time is within reach.</summary>
    public bool Holds(long openTime) => points.Times[^points.Kept..].BinarySearch(openTime) >= 0;

    /// <summary>True once it holds every point that its values depend on: older ones change nothing.</summary>
    public bool IsSaturated => points.Kept == settings.WarmupPoints;

    /// <summary>Open time of the newest point; null before the first.</summary>
    public long? LastTime => points.Count == 0 ? null : points.Times[^1];

    /// <summary>The last W transformed closes of Y, oldest first; fewer while warming.</summary>
    public ReadOnlySpan<double> WindowY => points.Y[^Math.Min(windows.Samples, window)..];

    /// <summary>The last W transformed closes of X, oldest first; fewer while warming.</summary>
    public ReadOnlySpan<double> WindowX => points.X[^Math.Min(windows.Samples, window)..];

    /// <summary>Takes in the next point.</summary>
    /// <param name="openTime">Open time of the bar, Unix ms, later than the one before.</param>
    /// <param name="closeY">Close of Y: finite, and positive under the log transform.</param>
    /// <param name="closeX">Close of X, likewise.</param>
    public void Add(long openTime, double closeY, double closeX) => Take(openTime, closeY, closeX, isNeeded: true);

    /// <summary>Takes in the next point, whose own values nobody needs: a slow estimator is spared, and <see cref="Current"/> then lacks what depends on it. No later value depends on whether a point was added or skipped.</summary>
    public void Skip(long openTime, double closeY, double closeX) => Take(openTime, closeY, closeX, isNeeded: false);

    /// <summary>Replaces the closes of a point already taken in, or adds one that was missing, and recomputes.</summary>
    /// <returns>False when the point is older than anything the current values depend on, so nothing changed.</returns>
    /// <remarks>The result equals, bit for bit, that of a kernel warmed up with the corrected points. Costs one warm-up.</remarks>
    public bool Replace(long openTime, double closeY, double closeX)
    {
        if (LastTime is not { } last || openTime > last)
        {
            Add(openTime, closeY, closeX);
            return true;
        }

        Check(long.MaxValue, closeY, closeX);
        if (openTime < FirstTime)
            return false;
        Rebuild(openTime, closeY, closeX, remove: false);
        return true;
    }

    /// <summary>Takes out a point whose bar turned out to have a gap, and recomputes.</summary>
    /// <returns>False when there is no such point within reach, or the older point that takes its place in the windows is not held: then a warm-up is needed.</returns>
    public bool Remove(long openTime)
    {
        if (points.Count == settings.WarmupPoints || !Holds(openTime))
            return false;
        Rebuild(openTime, double.NaN, double.NaN, remove: true);
        return true;
    }

    /// <summary>Spread and z at these prices under the coefficients, mean and deviation of the last point. Changes nothing.</summary>
    public PairPreview Preview(double closeY, double closeX)
    {
        var y = isLog ? Math.Log(closeY) : closeY;
        var x = isLog ? Math.Log(closeX) : closeX;
        if (windows.Filter is { } filter)
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
        current = PairValues.Unknown;
    }

    /// <summary>Whether a metric is known now, and why not.</summary>
    public PairReadiness Readiness(PairMetric metric)
    {
        var (required, value) = metric switch
        {
            PairMetric.Beta => (window, current.Beta),
            PairMetric.Z => (windows.Filter is null ? Math.Max(window, settings.ZWindow) : window + 1, current.Z),
            PairMetric.Correlation => (window + 1, current.Correlation),
            PairMetric.BetaDrift => (2 * window, current.BetaDrift),
            PairMetric.VolatilityRatio => (window, current.VolatilityRatio),
            _ => throw new ArgumentOutOfRangeException(nameof(metric)),
        };
        var state = windows.Samples < required ? (afterGap ? ReadinessState.Gap : ReadinessState.Warming)
            : double.IsFinite(value) ? ReadinessState.Ready
            : metric == PairMetric.Correlation && !windows.HasReturns ? ReadinessState.NoReturns
            : metric == PairMetric.BetaDrift && double.IsNaN(current.BetaSe) && double.IsFinite(current.Beta) ? ReadinessState.NoStandardError
            : ReadinessState.ConstantWindow;
        return new PairReadiness(Math.Min(windows.Samples, required), required, state);
    }

    private void Check(long openTime, double closeY, double closeX)
    {
        if (points.Count > 0 && openTime <= points.Times[^1])
            throw new ArgumentException("Points come in open-time order; a corrected one goes to Replace.", nameof(openTime));
        if (!double.IsFinite(closeY) || (isLog && closeY <= 0))
            throw new ArgumentOutOfRangeException(nameof(closeY), closeY, "A close must be finite, and positive under the log transform.");
        if (!double.IsFinite(closeX) || (isLog && closeX <= 0))
            throw new ArgumentOutOfRangeException(nameof(closeX), closeX, "A close must be finite, and positive under the log transform.");
    }

    private void Take(long openTime, double closeY, double closeX, bool isNeeded)
    {
        Check(openTime, closeY, closeX);
        var index = PairWindow.FloorDivide(openTime, settings.IntervalMs);
        var wasReset = ResetsOnGap && windows.Samples > 0 && index - lastIndex - 1 > maxMissing;
        if (wasReset)
        {
            ResetWindows();
            afterGap = true;
        }

        lastIndex = index;
        Append(openTime, closeY, closeX);
        windows.Advance(index);
        var isDue = tests.IsDue(index) && windows.IsFull;
        current = windows.Compute(isNeeded || isDue) with { Time = openTime, PriceY = closeY, PriceX = closeX, WasReset = wasReset };
        if (isDue)
            tests.Capture(openTime, this);
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

    private void ResetWindows()
    {
        windows.Reset();
        tests.Reset();
    }

    private void Rebuild(long openTime, double closeY, double closeX, bool remove)
    {
        List<(long Time, double Y, double X)> kept = new(points.Count + 1);
        for (var i = 0; i < points.Count; i++)
            kept.Add((points.Times[i], points.CloseY[i], points.CloseX[i]));
        var at = points.Times.BinarySearch(openTime);
        if (remove)
            kept.RemoveAt(at);
        else if (at < 0)
            kept.Insert(~at, (openTime, closeY, closeX));
        else
            kept[at] = (openTime, closeY, closeX);
        var flagged = afterGap;
        Reset();
        for (var i = 0; i < kept.Count; i++)
        {
            var (time, y, x) = kept[i];
            Take(time, y, x, isNeeded: i == kept.Count - 1);
        }

        afterGap |= flagged && !windows.IsSaturated;
    }
}
