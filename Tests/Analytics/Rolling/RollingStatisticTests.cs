using QuantPlatform.Analytics.Rolling;
using static QuantPlatform.Tests.Analytics.ExactRegression;

namespace QuantPlatform.Tests.Analytics.Rolling;

public sealed class RollingMeanTests : RollingContract
{
    protected override IRollingStatistic Create() => new RollingMean(Window);

    protected override double Slow(ReadOnlySpan<double> values, long lastIndex) => Exact.Mean(values[^Window..]).ToDouble();
}

public sealed class RollingVarianceTests : RollingContract
{
    protected override IRollingStatistic Create() => new RollingVariance(Window);

    protected override double Slow(ReadOnlySpan<double> values, long lastIndex) => Exact.Variance(values[^Window..]).ToDouble();
}

public sealed class RollingZScoreTests : RollingContract
{
    protected override IRollingStatistic Create() => new RollingZScore(Window);

    protected override double Slow(ReadOnlySpan<double> values, long lastIndex)
    {
        var window = values[^Window..];
        var variance = Exact.Variance(window).ToDouble();
        return variance == 0 ? double.NaN : (Rational.Of(window[^1]) - Exact.Mean(window)).ToDouble() / Math.Sqrt(variance);
    }
}

public sealed class RollingMaxTests : RollingContract
{
    protected override IRollingStatistic Create() => new RollingMax(Window);

    protected override double Slow(ReadOnlySpan<double> values, long lastIndex) => values[^Window..].ToArray().Max();
}

public sealed class RollingMinTests : RollingContract
{
    protected override IRollingStatistic Create() => new RollingMin(Window);

    protected override double Slow(ReadOnlySpan<double> values, long lastIndex) => values[^Window..].ToArray().Min();
}

public sealed class EwmaMeanTests : RollingContract
{
    protected override double Tolerance => 1e-9;

    protected override IRollingStatistic Create() => new EwmaMean(Window);

    protected override double Slow(ReadOnlySpan<double> values, long lastIndex) => (double)Exact.Ewma(values, values, lastIndex, Window).Mean;
}

public sealed class EwmaVarianceTests : RollingContract
{
    protected override double Tolerance => 1e-9;

    protected override IRollingStatistic Create() => new EwmaVariance(Window);

    protected override double Slow(ReadOnlySpan<double> values, long lastIndex) => (double)Exact.Ewma(values, values, lastIndex, Window).Covariance;
}

/// <summary>Slow oracles: rationals, and decimals for the recursion.</summary>
internal static class Exact
{
    public static Rational Mean(ReadOnlySpan<double> values)
    {
        var sum = Rational.Zero;
        foreach (var value in values)
            sum += Rational.Of(value);
        return sum / Rational.Of(values.Length);
    }

    public static Rational Variance(ReadOnlySpan<double> values)
    {
        var mean = Mean(values);
        var sum = Rational.Zero;
        foreach (var value in values)
            sum += (Rational.Of(value) - mean) * (Rational.Of(value) - mean);
        return sum / Rational.Of(values.Length - 1);
    }

    /// <summary>From the anchor that DOMAIN names: the last multiple of 20 W at least 20 W back, or the first value.</summary>
    public static (decimal Mean, decimal Covariance) Ewma(ReadOnlySpan<double> y, ReadOnlySpan<double> x, long lastIndex, int window)
    {
        var block = 20L * window;
        var anchor = (long)Math.Floor((double)lastIndex / block) * block - block;
        var from = (int)Math.Max(0, anchor - (lastIndex - y.Length + 1));
        var alpha = 2m / (window + 1);
        decimal meanY = Wide(y[from]), meanX = Wide(x[from]), covariance = 0;
        for (var i = from + 1; i < y.Length; i++)
        {
            var (dy, dx) = (Wide(y[i]) - meanY, Wide(x[i]) - meanX);
            meanY += alpha * dy;
            meanX += alpha * dx;
            covariance = (1 - alpha) * (covariance + alpha * dy * dx);
        }

        return (meanY, covariance);
    }

    private static decimal Wide(double value) => (decimal)value + (decimal)(value - (double)(decimal)value);
}
