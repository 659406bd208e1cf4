namespace QuantPlatform.Analytics.Rolling;

/// <summary>Exponentially weighted mean with weight α = 2 / (W + 1) on the newest value.</summary>
/// <remarks>
/// mₜ = mₜ₋₁ + α(xₜ − mₜ₋₁) from the first value. It runs from an anchor, the last multiple of 20 W bar indices that is at least 20 W back, or the first value: what came before
/// weighs less than e⁻⁴⁰, and a warm start finds the same bits. Two run side by side.
/// </remarks>
public sealed class EwmaMean(int window) : Ewma(window)
{
    /// <inheritdoc/>
    public override double Value => IsWarm ? Mean : double.NaN;
}

/// <summary>Exponentially weighted variance, vₜ = (1 − α)(vₜ₋₁ + α(xₜ − mₜ₋₁)²) (West 1979), on the anchors of <see cref="EwmaMean"/>.</summary>
public sealed class EwmaVariance(int window) : Ewma(window)
{
    /// <inheritdoc/>
    public override double Value => IsWarm ? Variance : double.NaN;
}

/// <summary>The recursion behind the exponentially weighted statistics.</summary>
public abstract class Ewma : IRollingStatistic
{
    private readonly double alpha;
    private readonly long block;
    private State inUse;
    private State next;
    private long current;

    private protected Ewma(int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        Window = window;
        alpha = 2.0 / (window + 1);
        block = 20L * window;
    }

    /// <summary>Nominal length in values.</summary>
    public int Window { get; }

    /// <inheritdoc/>
    public int WarmupCount => Window;

    /// <inheritdoc/>
    public int ReplayCount => 40 * Window;

    /// <inheritdoc/>
    public abstract double Value { get; }

    private protected bool IsWarm => inUse.Count >= Window;

    private protected double Mean => inUse.Mean;

    private protected double Variance => inUse.Variance;

    /// <inheritdoc/>
    public void Add(long barIndex, double value)
    {
        if (!double.IsFinite(value))
        {
            Reset();
            return;
        }

        if (inUse.Count == 0)
        {
            current = PairWindow.FloorDivide(barIndex, block);
        }
        else if (barIndex >= (current + 1) * block)
        {
            current = PairWindow.FloorDivide(barIndex, block);
            if (next.Count > 0)
                inUse = next;
            next = default;
            next.Add(value, alpha);
            inUse.Add(value, alpha);
            return;
        }

        inUse.Add(value, alpha);
        if (next.Count > 0)
            next.Add(value, alpha);
    }

    /// <inheritdoc/>
    public void Reset() => inUse = next = default;

    private struct State
    {
        public double Mean;
        public double Variance;
        public long Count;

        public void Add(double value, double alpha)
        {
            if (Count++ == 0)
            {
                Mean = value;
                return;
            }

            var distance = value - Mean;
            Mean += alpha * distance;
            Variance = (1 - alpha) * (Variance + alpha * distance * distance);
        }
    }
}
