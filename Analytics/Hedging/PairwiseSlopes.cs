using System.Buffers;
using QuantPlatform.Analytics.Rolling;

namespace QuantPlatform.Analytics.Hedging;

/// <summary>Order statistics of all slopes between pairs of points with different x.</summary>
/// <remarks>
/// Up to <see cref="DirectLimit"/> points all slopes are formed. Beyond that a sample brackets the wanted rank, the slopes below the bracket are counted as inversions
/// of y − slope·x in x-order, and only those inside it are formed (Matoušek 1991; Dillencourt, Mount and Netanyahu 1992): O(n^4/3) expected. The sample is seeded and the result exact, so it does not depend on it.
/// </remarks>
internal sealed class PairwiseSlopes
{
    public const int DirectLimit = 300;

    private readonly double[] x;
    private readonly double[] y;
    private readonly double[] residual;
    private readonly int[] order;
    private readonly int[] merged;
    private double[] inside = [];
    private int count;
    private int found;

    public PairwiseSlopes(int capacity)
    {
        x = new double[capacity];
        y = new double[capacity];
        residual = new double[capacity];
        order = new int[capacity];
        merged = new int[capacity];
    }

    /// <summary>Number of pairs of points with different x.</summary>
    public long Total { get; private set; }

    public void Load(ReadOnlySpan<double> ys, ReadOnlySpan<double> xs)
    {
        count = xs.Length;
        xs.CopyTo(x);
        ys.CopyTo(y);
        MemoryExtensions.Sort(x.AsSpan(0, count), y.AsSpan(0, count));
        Total = (long)count * (count - 1) / 2;
        for (int i = 0, run = 1; i < count; i++, run++)
        {
            if (i + 1 < count && x[i + 1] == x[i])
                continue;
            Total -= (long)run * (run - 1) / 2;
            y.AsSpan(i + 1 - run, run).Sort();
            run = 0;
        }
    }

    /// <summary>The mean of the slopes of ranks <paramref name="low"/> and <paramref name="high"/> (0-based, equal or neighbours).</summary>
    public double Between(long low, long high)
    {
        if (count <= DirectLimit || Total <= DirectLimit * DirectLimit)
            return Direct(low, high);
        var random = new SplitMix(0x9E3779B97F4A7C15UL ^ (ulong)count);
        var margin = 3.0;
        while (true)
        {
            var (from, to) = Bracket(ref random, low, high, margin);
            var below = CountBelow(from);
            var upTo = CountBelow(to);
            if (below <= low && high < upTo)
            {
                Collect(from, to, upTo - below);
                var value = high - below < found ? Middle(inside.AsSpan(0, found), (int)(low - below), (int)(high - below)) : double.NaN;
                Release();
                if (!double.IsNaN(value))
                    return value;
            }

            margin *= 2;
        }
    }

    private double Direct(long low, long high)
    {
        var slopes = ArrayPool<double>.Shared.Rent((int)Math.Max(1, Total));
        var k = 0;
        for (var i = 0; i < count; i++)
        {
            for (var j = i + 1; j < count; j++)
            {
                if (x[j] > x[i])
                    slopes[k++] = (y[j] - y[i]) / (x[j] - x[i]);
            }
        }

        var value = Middle(slopes.AsSpan(0, k), (int)low, (int)high);
        ArrayPool<double>.Shared.Return(slopes);
        return value;
    }

    private static double Middle(Span<double> values, int low, int high)
    {
        var upper = OrderStatistics.Select(values, high);
        return low == high ? upper : 0.5 * (upper + OrderStatistics.Select(values, low));
    }

    private (double From, double To) Bracket(ref SplitMix random, long low, long high, double margin)
    {
        // Sample and bracket then hold about as many slopes: n^4/3 of the n²/2.
        var size = Math.Max(2_000, (int)Math.Pow(1.5 * count * count, 2.0 / 3));
        var sample = ArrayPool<double>.Shared.Rent(size);
        for (var k = 0; k < size;)
        {
            var i = (int)(random.Next() % (ulong)count);
            var j = (int)(random.Next() % (ulong)count);
            if (x[i] != x[j])
                sample[k++] = (y[j] - y[i]) / (x[j] - x[i]);
        }

        var span = sample.AsSpan(0, size);
        var spread = margin * Math.Sqrt(size) / 2 + 2;
        var first = (int)Math.Floor((double)low / Total * size - spread);
        var last = (int)Math.Ceiling((double)high / Total * size + spread);
        var from = first <= 0 ? double.NegativeInfinity : OrderStatistics.Select(span, first);
        var to = last >= size - 1 ? double.PositiveInfinity : OrderStatistics.Select(span, last);
        ArrayPool<double>.Shared.Return(sample);
        if (to == from)
            to = Math.BitIncrement(to);
        return (from, to);
    }

    /// <summary>Slopes below the bound, as inversions.</summary>
    private long CountBelow(double bound)
    {
        if (double.IsInfinity(bound))
            return bound < 0 ? 0 : Total;
        Order(bound);
        return Merge(0, count, report: false);
    }

    private void Order(double bound)
    {
        for (var i = 0; i < count; i++)
        {
            residual[i] = y[i] - bound * x[i];
            order[i] = i;
        }
    }

    /// <summary>Forms the slopes of pairs inverted at <paramref name="to"/> but not at <paramref name="from"/>.</summary>
    private void Collect(double from, double to, long expected)
    {
        inside = ArrayPool<double>.Shared.Rent((int)Math.Max(1, expected));
        found = 0;
        if (double.IsInfinity(from))
        {
            for (var i = 0; i < count; i++)
                order[i] = i;
        }
        else
        {
            Order(from);
            Merge(0, count, report: false);
        }

        for (var i = 0; i < count; i++)
            residual[i] = double.IsInfinity(to) ? -i : y[i] - to * x[i];
        if (double.IsInfinity(to))
            ReverseTies();
        Merge(0, count, report: true);
    }

    /// <summary>At an infinite bound every pair with different x is inverted, pairs with equal x are not.</summary>
    private void ReverseTies()
    {
        var rank = 0;
        for (var i = 0; i < count; i++)
        {
            if (i > 0 && x[i] != x[i - 1])
                rank--;
            residual[i] = rank;
        }
    }

    /// <summary>Sorts <c>order[from..to]</c> by residual, stable, counting the inversions; reports their slopes when asked.</summary>
    private long Merge(int from, int to, bool report)
    {
        if (to - from < 2)
            return 0;
        var middle = from + (to - from) / 2;
        var inversions = Merge(from, middle, report) + Merge(middle, to, report);
        int i = from, j = middle, k = from;
        while (i < middle && j < to)
        {
            if (residual[order[j]] < residual[order[i]])
            {
                inversions += middle - i;
                if (report)
                    Report(i, middle, order[j]);
                merged[k++] = order[j++];
            }
            else
            {
                merged[k++] = order[i++];
            }
        }

        while (i < middle)
            merged[k++] = order[i++];
        while (j < to)
            merged[k++] = order[j++];
        Array.Copy(merged, from, order, from, to - from);
        return inversions;
    }

    private void Report(int from, int to, int second)
    {
        for (var i = from; i < to; i++)
        {
            var first = order[i];
            if (x[first] == x[second])
                continue;
            if (found == inside.Length)
                Grow();
            inside[found++] = (y[second] - y[first]) / (x[second] - x[first]);
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<double>.Shared.Rent(2 * inside.Length);
        inside.AsSpan(0, found).CopyTo(larger);
        ArrayPool<double>.Shared.Return(inside);
        inside = larger;
    }

    private void Release()
    {
        ArrayPool<double>.Shared.Return(inside);
        inside = [];
    }

    /// <summary>Vigna's splitmix64: a few good bits from a fixed seed.</summary>
    private struct SplitMix(ulong state)
    {
        private ulong state = state;

        public ulong Next()
        {
            var z = state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
