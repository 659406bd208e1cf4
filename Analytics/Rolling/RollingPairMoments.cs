namespace QuantPlatform.Analytics.Rolling;

/// <summary>A statistic of a full window made of central moments of two series.</summary>
public abstract class RollingPairMoments : IRollingPairStatistic
{
    private readonly SlidingBuffer ys;
    private readonly SlidingBuffer xs;

    private protected RollingPairMoments(int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        Moments = new PairWindow(window);
        ys = new SlidingBuffer(window);
        xs = new SlidingBuffer(window);
    }

    /// <summary>Length of the window in values.</summary>
    public int Window => Moments.Length;

    /// <inheritdoc/>
    public int WarmupCount => Window;

    /// <inheritdoc/>
    public int ReplayCount => 2 * Window;

    /// <inheritdoc/>
    public double Value => Moments.IsFull ? Compute() : double.NaN;

    private protected PairWindow Moments { get; }

    /// <inheritdoc/>
    public void Add(long barIndex, double y, double x)
    {
        if (!double.IsFinite(y) || !double.IsFinite(x))
        {
            Reset();
            return;
        }

        ys.Add(y);
        xs.Add(x);
        Moments.Add(barIndex, xs.Values, ys.Values);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        ys.Reset();
        xs.Reset();
        Moments.Reset();
    }

    private protected abstract double Compute();
}

/// <summary>Sample covariance, Σ(x − x̄)(y − ȳ) / (n − 1).</summary>
public sealed class RollingCovariance(int window) : RollingPairMoments(window)
{
    private protected override double Compute() => Moments.SumXY / (Window - 1);
}

/// <summary>Pearson correlation, clamped to [−1, 1]; NaN when either side does not vary.</summary>
public sealed class RollingCorrelation(int window) : RollingPairMoments(window)
{
    private protected override double Compute() => Moments.Correlation;
}

/// <summary>Least-squares slope of y on x with intercept; NaN when x does not vary.</summary>
public sealed class RollingSlope(int window) : RollingPairMoments(window)
{
    private protected override double Compute() => Moments.Slope;
}
