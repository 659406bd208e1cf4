using QuantPlatform.Analytics.Hedging;
using QuantPlatform.Analytics.Rolling;

namespace QuantPlatform.Analytics.Pairs;

/// <summary>Least-squares hedge ratio, spread, z and price correlation at every point of a long history, for research and scans: the windows and arithmetic of the live kernel, only fewer of them, over all cores.</summary>
public static class RollingHedge
{
    // Below this a second thread costs more than it saves.
    private const int FewestPerThread = 20_000;

    /// <summary>Fills the columns; NaN where a window is not full. Bar indices are consecutive.</summary>
    /// <param name="window">Hedge window W.</param>
    /// <param name="zWindow">Window Z of the z-score.</param>
    /// <param name="firstIndex">Bar index (open time / interval) of the first point.</param>
    /// <param name="y">Transformed closes of Y.</param>
    /// <param name="x">Transformed closes of X, as many.</param>
    /// <param name="result">Columns as long as the input.</param>
    /// <param name="threads">How many threads to use at most; the result does not depend on it.</param>
    /// <remarks>Every value equals, bit for bit, that of <see cref="PairKernel"/>: a thread starts early enough for its windows to be anchored as in one run.</remarks>
    public static void Compute(int window, int zWindow, long firstIndex, double[] y, double[] x, RollingHedgeColumns result, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(result);
        if (y.Length != x.Length || result.Beta.Length != y.Length)
            throw new ArgumentException("Both legs and the result need the same length.");
        var parts = Math.Clamp(y.Length / FewestPerThread, 1, Math.Max(1, threads));
        if (parts == 1)
        {
            Run(window, zWindow, firstIndex, y, x, result, 0, y.Length);
            return;
        }

        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = parts }, part =>
            Run(window, zWindow, firstIndex, y, x, result, (int)((long)y.Length * part / parts), (int)((long)y.Length * (part + 1) / parts)));
    }

    private static void Run(int window, int zWindow, long firstIndex, double[] y, double[] x, RollingHedgeColumns result, int from, int to)
    {
        var hedge = new PairWindow(window);
        var spread = zWindow == window ? hedge : new PairWindow(zWindow);
        for (var i = Math.Max(0, from - 2 * Math.Max(window, zWindow)); i < to; i++)
        {
            var xs = x.AsSpan(0, i + 1);
            var ys = y.AsSpan(0, i + 1);
            hedge.Add(firstIndex + i, xs, ys);
            if (!ReferenceEquals(hedge, spread))
                spread.Add(firstIndex + i, xs, ys);
            if (i < from)
                continue;
            if (!hedge.IsFull)
            {
                result.Beta[i] = result.Spread[i] = result.Z[i] = result.Correlation[i] = double.NaN;
                continue;
            }

            var beta = hedge.Slope;
            var score = SpreadScore.Of(spread, new HedgeFit(hedge.MeanY - beta * hedge.MeanX, beta, double.NaN, double.NaN), y[i], x[i]);
            result.Beta[i] = beta;
            result.Spread[i] = score.Spread;
            result.Z[i] = score.Z;
            result.Correlation[i] = hedge.Correlation;
        }
    }
}

/// <summary>Columns of <see cref="RollingHedge"/>.</summary>
public sealed class RollingHedgeColumns(int length)
{
    /// <summary>Hedge ratio.</summary>
    public double[] Beta { get; } = new double[length];

    /// <summary>Spread at the point under its own coefficients.</summary>
    public double[] Spread { get; } = new double[length];

    /// <summary>z of the spread.</summary>
    public double[] Z { get; } = new double[length];

    /// <summary>Correlation of the transformed closes.</summary>
    public double[] Correlation { get; } = new double[length];
}
