using System.Runtime.InteropServices;
using QuantPlatform.Analytics.Rolling;

namespace QuantPlatform.Analytics.Prices;

/// <summary>How easily a symbol trades, from its closed bars. NaN means not known.</summary>
/// <param name="MeanVolume">Mean base volume a bar.</param>
/// <param name="MedianVolume">Median base volume a bar.</param>
/// <param name="MeanDollarVolume">Mean quote volume a bar.</param>
/// <param name="MedianDollarVolume">Median quote volume a bar.</param>
/// <param name="TradesPerBar">Mean number of trades a bar.</param>
/// <param name="QuietShare">Share of bars without trades, 0 to 1.</param>
/// <param name="SpreadBps">Corwin–Schultz estimate of the bid–ask spread in basis points of the price.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Liquidity(
    double MeanVolume,
    double MedianVolume,
    double MeanDollarVolume,
    double MedianDollarVolume,
    double TradesPerBar,
    double QuietShare,
    double SpreadBps)
{
    /// <summary>Measures bars given as columns of equal length, oldest first.</summary>
    public static Liquidity Of(
        ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> volume, ReadOnlySpan<double> quoteVolume, ReadOnlySpan<long> trades)
    {
        var n = volume.Length;
        if (high.Length != n || low.Length != n || quoteVolume.Length != n || trades.Length != n)
            throw new ArgumentException("All columns need the same length.");
        if (n == 0)
            return new Liquidity(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        double sum = 0, quiet = 0;
        foreach (var count in trades)
        {
            sum += count;
            quiet += count == 0 ? 1 : 0;
        }

        return new Liquidity(
            PriceStatistics.MeanAndStd(volume).Mean,
            OrderStatistics.Median(volume.ToArray()),
            PriceStatistics.MeanAndStd(quoteVolume).Mean,
            OrderStatistics.Median(quoteVolume.ToArray()),
            sum / n,
            quiet / n,
            1e4 * CorwinSchultz(high, low));
    }

    /// <summary>Corwin and Schultz (2012), Journal of Finance 67, 719–759: the bid–ask spread from highs and lows of neighbouring bars, as a share of the price.</summary>
    /// <remarks>
    /// Per pair of bars β = Σ ln²(H/L), γ = ln²(H₂/L₂) over both, α = (√2β − √β)/(3 − 2√2) − √(γ/(3 − 2√2)), S = 2(e^α − 1)/(1 + e^α); a negative S counts as 0 (their rule),
    /// and a pair of bars that did not move at all is left out. The mean over pairs. NaN below 2 bars or when no pair moved.
    /// </remarks>
    public static double CorwinSchultz(ReadOnlySpan<double> high, ReadOnlySpan<double> low)
    {
        var k = 3 - 2 * Math.Sqrt(2);
        double sum = 0;
        var pairs = 0;
        for (var i = 1; i < high.Length; i++)
        {
            var before = Math.Log(high[i - 1] / low[i - 1]);
            var now = Math.Log(high[i] / low[i]);
            var both = Math.Log(Math.Max(high[i - 1], high[i]) / Math.Min(low[i - 1], low[i]));
            if (both == 0)
                continue;
            var beta = before * before + now * now;
            var alpha = (Math.Sqrt(2 * beta) - Math.Sqrt(beta)) / k - Math.Sqrt(both * both / k);
            sum += Math.Max(0, 2 * (Math.Exp(alpha) - 1) / (1 + Math.Exp(alpha)));
            pairs++;
        }

        return pairs == 0 ? double.NaN : sum / pairs;
    }
}
