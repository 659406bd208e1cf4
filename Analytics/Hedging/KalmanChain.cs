using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Analytics.Rolling;

namespace QuantPlatform.Analytics.Hedging;

/// <summary>Kalman filters that start at fixed places, so that a warm start finds the same numbers: the one in use began at the last multiple of 20 W bar indices that is at least 20 W back, or at the first point.</summary>
/// <remarks>Two run side by side: the one in use, and the one that will replace it when the next block of 20 W bars begins. One that never restarts runs from the first point on.</remarks>
internal sealed class KalmanChain(KalmanSettings settings, int window, bool restarts)
{
    private readonly long block = 20L * window;
    private KalmanFilter? inUse;
    private KalmanFilter? next;
    private long current = long.MinValue;

    /// <summary>The filter whose values count; null before the first point.</summary>
    public KalmanFilter? InUse => inUse;

    public void Add(long barIndex, ReadOnlySpan<double> ys, ReadOnlySpan<double> xs)
    {
        if (inUse is null)
        {
            current = PairWindow.FloorDivide(barIndex, block);
            inUse = new KalmanFilter(settings, window);
        }
        else if (restarts && barIndex >= (current + 1) * block)
        {
            current = PairWindow.FloorDivide(barIndex, block);
            inUse = next ?? inUse;
            next = new KalmanFilter(settings, window);
        }

        inUse.Add(ys, xs);
        next?.Add(ys, xs);
    }

    public void Reset() => inUse = next = null;
}
