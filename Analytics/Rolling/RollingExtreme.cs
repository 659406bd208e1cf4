namespace QuantPlatform.Analytics.Rolling;

/// <summary>Least or greatest of the last values, by a monotonic queue: O(1) amortised.</summary>
public abstract class RollingExtreme : IRollingStatistic
{
    private readonly double[] values;
    private readonly long[] positions;
    private readonly double sign;
    private int head;
    private int queued;
    private long seen;

    private protected RollingExtreme(int window, double sign)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        Window = window;
        this.sign = sign;
        values = new double[window];
        positions = new long[window];
    }

    /// <summary>Length of the window in values.</summary>
    public int Window { get; }

    /// <inheritdoc/>
    public int WarmupCount => Window;

    /// <inheritdoc/>
    public int ReplayCount => Window;

    /// <inheritdoc/>
    public double Value => seen >= Window ? values[head] : double.NaN;

    /// <inheritdoc/>
    public void Add(long barIndex, double value)
    {
        if (!double.IsFinite(value))
        {
            Reset();
            return;
        }

        if (queued > 0 && positions[head] <= seen - Window)
        {
            head = (head + 1) % Window;
            queued--;
        }

        while (queued > 0 && sign * values[(head + queued - 1) % Window] <= sign * value)
            queued--;
        var tail = (head + queued++) % Window;
        values[tail] = value;
        positions[tail] = seen++;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        head = queued = 0;
        seen = 0;
    }
}

/// <summary>Greatest of the last values.</summary>
public sealed class RollingMax(int window) : RollingExtreme(window, 1);

/// <summary>Least of the last values.</summary>
public sealed class RollingMin(int window) : RollingExtreme(window, -1);
