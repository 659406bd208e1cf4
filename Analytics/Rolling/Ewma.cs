namespace QuantPlatform.Analytics.Rolling;

/// <summary>Exponentially weighted mean with weight α = 2 / (W + 1) on the newest value.</summary>
/// <remarks>
/// mₜ = mₜ₋₁ + α(xₜ − mₜ₋₁) from the first value. It runs from an anchor, the last multiple of 20 W bar indices that is at least 20 W back, or the first value: what came before
/// weighs less than e⁻⁴⁰, and a warm start finds the same bits. Two run side by side.
/// </remarks>
public sealed class EwmaMean(int window) : Ewma(window)
{
    /// <inheritdoc/>
    public override double Value => Chain.IsWarm ? Chain.Moments.MeanY : double.NaN;
}

/// <summary>Exponentially weighted variance, vₜ = (1 − α)(vₜ₋₁ + α(xₜ − mₜ₋₁)²) (West 1979), on the anchors of <see cref="EwmaMean"/>.</summary>
public sealed class EwmaVariance(int window) : Ewma(window)
{
    /// <inheritdoc/>
    public override double Value => Chain.IsWarm ? Chain.Moments.VarianceY : double.NaN;
}

/// <summary>What the exponentially weighted statistics of one series have in common.</summary>
public abstract class Ewma : IRollingStatistic
{
    private protected Ewma(int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
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
    public void Add(long barIndex, double value) => Chain.Add(barIndex, value, value);

    /// <inheritdoc/>
    public void Reset() => Chain.Reset();
}
