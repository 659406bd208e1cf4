using System.Runtime.InteropServices;
using QuantPlatform.Analytics.Rolling;

namespace QuantPlatform.Analytics.Prices;

/// <summary>Descriptive statistics of a run of closed bars. NaN means not known.</summary>
/// <param name="Mean">Mean close.</param>
/// <param name="Std">Standard deviation of the closes, ddof 1; NaN below 2 bars.</param>
/// <param name="High">Highest high.</param>
/// <param name="Low">Lowest low.</param>
/// <param name="Last">Last close.</param>
/// <param name="ReturnPct">100·(last close / first close − 1); NaN below 2 bars.</param>
/// <param name="Volatility">Annualised: standard deviation (ddof 1) of log returns per bar · √(bars in 365 days), crypto trades round the clock; NaN below 3 bars.</param>
/// <param name="MaxDrawdown">Largest fall of the close from its running maximum, as a share of that maximum: 0 to 1.</param>
/// <param name="Volume">Total volume.</param>
/// <param name="Vwap">Quote volume / volume; NaN when nothing was traded.</param>
/// <param name="Samples">Number of bars.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PriceStatistics(
    double Mean,
    double Std,
    double High,
    double Low,
    double Last,
    double ReturnPct,
    double Volatility,
    double MaxDrawdown,
    double Volume,
    double Vwap,
    int Samples)
{
    private const double YearMs = 365.0 * 24 * 3600 * 1000;

    /// <summary>Describes bars given as columns of equal length, oldest first.</summary>
    /// <param name="high">Highs.</param>
    /// <param name="low">Lows.</param>
    /// <param name="close">Closes, positive.</param>
    /// <param name="volume">Base volumes.</param>
    /// <param name="quoteVolume">Quote volumes.</param>
    /// <param name="intervalMs">Length of a bar in milliseconds.</param>
    public static PriceStatistics Of(
        ReadOnlySpan<double> high,
        ReadOnlySpan<double> low,
        ReadOnlySpan<double> close,
        ReadOnlySpan<double> volume,
        ReadOnlySpan<double> quoteVolume,
        long intervalMs)
    {
        var n = close.Length;
        if (high.Length != n || low.Length != n || volume.Length != n || quoteVolume.Length != n)
            throw new ArgumentException("All columns need the same length.");
        if (n == 0)
            return new PriceStatistics(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, 0, double.NaN, 0);
        var (mean, std) = MeanAndStd(close);
        double highest = high[0], lowest = low[0], traded = 0, quoted = 0;
        for (var i = 0; i < n; i++)
        {
            highest = Math.Max(highest, high[i]);
            lowest = Math.Min(lowest, low[i]);
            traded += volume[i];
            quoted += quoteVolume[i];
        }

        return new PriceStatistics(
            mean,
            std,
            highest,
            lowest,
            close[^1],
            n < 2 ? double.NaN : 100 * (close[^1] / close[0] - 1),
            Annualised(close, intervalMs),
            Drawdown(close),
            traded,
            traded > 0 ? quoted / traded : double.NaN,
            n);
    }

    /// <summary>Mean and standard deviation (ddof 1) in two passes, measured from the first value.</summary>
    public static (double Mean, double Std) MeanAndStd(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        if (n == 0)
            return (double.NaN, double.NaN);
        var sum = 0.0;
        foreach (var value in values)
            sum += value - values[0];
        var offset = sum / n;
        double squares = 0, rest = 0;
        foreach (var value in values)
        {
            var d = value - values[0] - offset;
            squares += d * d;
            rest += d;
        }

        return (values[0] + offset, n < 2 ? double.NaN : Math.Sqrt((squares - rest * rest / n) / (n - 1)));
    }

    /// <summary>Largest fall from a running maximum, as a share of it.</summary>
    public static double Drawdown(ReadOnlySpan<double> close)
    {
        double peak = double.NegativeInfinity, worst = 0;
        foreach (var price in close)
        {
            peak = Math.Max(peak, price);
            worst = Math.Max(worst, 1 - price / peak);
        }

        return worst;
    }

    /// <summary>The q-quantile by linear interpolation between order statistics (Hyndman and Fan's type 7).</summary>
    /// <param name="values">Values in any order; not changed.</param>
    /// <param name="q">0 to 1.</param>
    /// <returns>NaN when there are no values.</returns>
    public static double Quantile(ReadOnlySpan<double> values, double q)
    {
        if (!(q >= 0 && q <= 1))
            throw new ArgumentOutOfRangeException(nameof(q), q, "A quantile lies between 0 and 1.");
        if (values.IsEmpty)
            return double.NaN;
        var copy = values.ToArray();
        var at = q * (copy.Length - 1);
        var below = (int)Math.Floor(at);
        var lower = OrderStatistics.Select(copy, below);
        if (at == below)
            return lower;
        var upper = OrderStatistics.Select(copy, below + 1);
        return lower + (at - below) * (upper - lower);
    }

    private static double Annualised(ReadOnlySpan<double> close, long intervalMs)
    {
        if (close.Length < 3)
            return double.NaN;
        var returns = new double[close.Length - 1];
        for (var i = 0; i < returns.Length; i++)
            returns[i] = Math.Log(close[i + 1] / close[i]);
        return MeanAndStd(returns).Std * Math.Sqrt(YearMs / intervalMs);
    }
}
