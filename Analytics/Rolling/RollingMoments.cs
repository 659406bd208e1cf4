namespace QuantPlatform.Analytics.Rolling;

/// <summary>A statistic of a full window made of central moments of one series.</summary>
public abstract class RollingMoments : IRollingStatistic
{
    private readonly SlidingBuffer buffer;
    private readonly PairWindow window;

    private protected RollingMoments(int window, int fewest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, fewest);
        Window = window;
        this.window = new PairWindow(window);
        buffer = new SlidingBuffer(window);
    }

    /// <summary>Length of the window in values.</summary>
    public int Window { get; }

    /// <inheritdoc/>
    public int WarmupCount => Window;

    /// <inheritdoc/>
    public int ReplayCount => 2 * Window;

    /// <inheritdoc/>
    public double Value => window.IsFull ? Compute() : double.NaN;

    private protected double Mean => window.MeanX;

    private protected double SumOfSquares => window.SumXX;

    private protected double LastDeviation => window.LastDeviationX;

    /// <inheritdoc/>
    public void Add(long barIndex, double value)
    {
        if (!double.IsFinite(value))
        {
            Reset();
            return;
        }

        buffer.Add(value);
        window.Add(barIndex, buffer.Values, buffer.Values);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        buffer.Reset();
        window.Reset();
    }

    private protected abstract double Compute();
}

/// <summary>Mean of the last <see cref="RollingMoments.Window"/> values.</summary>
public sealed class RollingMean(int window) : RollingMoments(window, 1)
{
    private protected override double Compute() => Mean;
}

/// <summary>Sample variance of the last values.</summary>
/// <remarks>s² = Σ(xᵢ − x̄)² / (n − 1); exactly 0 for equal values.</remarks>
public sealed class RollingVariance(int window) : RollingMoments(window, 2)
{
    private protected override double Compute() => SumOfSquares / (Window - 1);
}

/// <summary>z of the newest value: (x − x̄) / s over the last values, it included, ddof 1. NaN for equal values.</summary>
public sealed class RollingZScore(int window) : RollingMoments(window, 2)
{
    private protected override double Compute()
    {
        var squares = SumOfSquares;
        return squares > 0 ? LastDeviation / Math.Sqrt(squares / (Window - 1)) : double.NaN;
    }
}
