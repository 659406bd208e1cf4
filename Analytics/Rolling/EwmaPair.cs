namespace QuantPlatform.Analytics.Rolling;

/// <summary>Exponentially weighted covariance, cₜ = (1 − α)(cₜ₋₁ + α(yₜ − m⁽ʸ⁾ₜ₋₁)(xₜ − m⁽ˣ⁾ₜ₋₁)), on the anchors of <see cref="EwmaMean"/>.</summary>
public sealed class EwmaCovariance(int window) : EwmaPair(window)
{
    /// <inheritdoc/>
    public override double Value => Chain.IsWarm ? Chain.Moments.Covariance : double.NaN;
}

/// <summary>Exponentially weighted correlation, clamped to [−1, 1]; NaN when a side has not varied since the anchor.</summary>
public sealed class EwmaCorrelation(int window) : EwmaPair(window)
{
    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            var product = Chain.Moments.VarianceY * Chain.Moments.VarianceX;
            return Chain.IsWarm && product > 0 ? Math.Clamp(Chain.Moments.Covariance / Math.Sqrt(product), -1.0, 1.0) : double.NaN;
        }
    }
}

/// <summary>What the exponentially weighted statistics of two series have in common.</summary>
public abstract class EwmaPair : IRollingPairStatistic
{
    private protected EwmaPair(int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        Window = window;
        Chain = new EwmaChain(window);
    }

    /// <summary>Nominal length in values.</summary>
    public int Window { get; }

    /// <inheritdoc/>
    public int WarmupCount => Window;

    /// <inheritdoc/>
    public int ReplayCount => 40 * Window;

    /// <inheritdoc/>
    public abstract double Value { get; }

    private protected EwmaChain Chain { get; }

    /// <inheritdoc/>
    public void Add(long barIndex, double y, double x) => Chain.Add(barIndex, y, x);

    /// <inheritdoc/>
    public void Reset() => Chain.Reset();
}
