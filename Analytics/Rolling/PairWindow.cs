using System.Runtime.CompilerServices;

namespace QuantPlatform.Analytics.Rolling;

/// <summary>Central second moments of the last <see cref="Length"/> values of two series, in amortised O(1) and without ever subtracting what leaves.</summary>
/// <remarks>
/// At an anchor the window is read in two passes: its means and its least-squares slope are taken out (u = y − ȳ − slope·(x − x̄)), and the sums of x, u, xx, xu, uu are stored for
/// every suffix of the window. Until the next anchor a window is one stored suffix plus a running sum of what came since, so a value that left is simply in neither: no cancellation after
/// a spike, none at large levels, none for legs that move together. Anchors fall on the first value at or after each bar index that is a multiple of the length, so the state depends on
/// at most the last 2·Length − 1 values, whatever came before. When the centre or the slope no longer fits the window (a jump has left it), it is anchored again at once; that decision is
/// itself a function of the same values.
/// </remarks>
internal sealed class PairWindow
{
    // A stale centre may cost this factor in accuracy, a stale slope 1/(1 − SlopeLimit), before the window is anchored again.
    private const double CentreLimit = 64;
    private const double SlopeLimit = 0.98;
    private const int RepairsPerBlock = 4;

    private readonly Sums[] front;
    private readonly double inverseLength;
    private Sums back;
    private int first;
    private int repairs;
    private long boundary = long.MinValue;
    private double centreX;
    private double centreY;
    private double slope;
    private double lastX;
    private double lastY;
    private int equalX;
    private int equalY;

    public PairWindow(int length)
    {
        Length = length;
        inverseLength = 1.0 / length;
        front = new Sums[length + 1];
    }

    public int Length { get; }

    public int Count { get; private set; }

    public bool IsFull => Count == Length;

    /// <summary>Every x (y) of the window is the same number.</summary>
    public bool IsConstantX => equalX >= Count;

    /// <inheritdoc cref="IsConstantX"/>
    public bool IsConstantY => equalY >= Count;

    private double meanX;
    private double meanU;
    private double xx;
    private double xu;
    private double uu;
    private double lastDx;
    private double lastU;

    public double MeanX => centreX + meanX;

    public double MeanY => centreY + (meanU + slope * meanX);

    /// <summary>Newest x − x̄.</summary>
    public double LastDeviationX => lastDx - meanX;

    /// <summary>Σ(x − x̄)².</summary>
    public double SumXX => IsConstantX ? 0 : xx;

    /// <summary>Σ(y − ȳ)².</summary>
    public double SumYY => IsConstantY ? 0 : uu + slope * (2 * xu + slope * xx);

    /// <summary>Σ(x − x̄)(y − ȳ).</summary>
    public double SumXY => IsConstantX || IsConstantY ? 0 : xu + slope * xx;

    /// <summary>Least-squares slope of y on x with intercept; NaN for a constant x.</summary>
    public double Slope => IsConstantX ? double.NaN : IsConstantY ? 0 : slope + xu / xx;

    /// <summary>Σ(r − r̄)² of r = y − βx.</summary>
    public double ResidualSquares(double beta)
    {
        if (IsConstantX)
            return SumYY;
        if (IsConstantY)
            return beta * beta * xx;
        var d = beta - slope;
        return uu + d * (d * xx - 2 * xu);
    }

    /// <summary>r − r̄ of the newest value, r = y − βx.</summary>
    public double LastResidual(double beta) => lastU - meanU - (beta - slope) * (lastDx - meanX);

    /// <summary>Pearson correlation, clamped to [−1, 1]; NaN when either side is constant.</summary>
    public double Correlation
    {
        get
        {
            var product = SumXX * SumYY;
            return product > 0 ? Math.Clamp(SumXY / Math.Sqrt(product), -1.0, 1.0) : double.NaN;
        }
    }

    public void Reset()
    {
        Count = 0;
        first = 0;
        back = default;
        boundary = long.MinValue;
        equalX = equalY = 0;
    }

    /// <summary>Takes in a whole window at once: <see cref="Length"/> values.</summary>
    public void Load(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys)
    {
        Reset();
        Count = Length;
        equalX = 1 + xs[1..].IndexOfAnyExcept(xs[0]) is var runX and > 0 ? runX : Length;
        equalY = 1 + ys[1..].IndexOfAnyExcept(ys[0]) is var runY and > 0 ? runY : Length;
        lastX = xs[^1];
        lastY = ys[^1];
        Anchor(xs, ys);
        Combine();
    }

    /// <summary>Takes in the newest value: the last of <paramref name="xs"/> and <paramref name="ys"/>, which hold at least the window that then results.</summary>
    public void Add(long barIndex, ReadOnlySpan<double> xs, ReadOnlySpan<double> ys)
    {
        var x = xs[^1];
        var y = ys[^1];
        equalX = Count > 0 && x == lastX ? Math.Min(equalX + 1, Length) : 1;
        equalY = Count > 0 && y == lastY ? Math.Min(equalY + 1, Length) : 1;
        lastX = x;
        lastY = y;
        if (Count < Length)
            Count++;
        else
            first++;

        if (Count == 1 || barIndex >= boundary)
        {
            boundary = (FloorDivide(barIndex, Length) + 1) * Length;
            repairs = RepairsPerBlock;
            Anchor(xs[^Count..], ys[^Count..]);
            Combine();
            return;
        }

        lastDx = x - centreX;
        lastU = y - centreY - slope * lastDx;
        back.Add(lastDx, lastU);
        Combine();
        if (repairs > 0 && Count == Length && IsIllConditioned())
        {
            repairs--;
            Anchor(xs[^Count..], ys[^Count..]);
            Combine();
        }
    }

    internal static long FloorDivide(long value, long divisor)
    {
        var quotient = value / divisor;
        return value % divisor < 0 ? quotient - 1 : quotient;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Combine()
    {
        ref readonly var f = ref front[first];
        var inverse = Count == Length ? inverseLength : 1.0 / Count;
        var sx = f.X + back.X;
        var su = f.U + back.U;
        meanX = sx * inverse;
        meanU = su * inverse;
        xx = f.XX + back.XX - sx * meanX;
        xu = f.XU + back.XU - sx * meanU;
        uu = f.UU + back.UU - su * meanU;
    }

    private bool IsIllConditioned() =>
        !IsConstantX && !IsConstantY
        && (meanX * meanX * Count > CentreLimit * xx || meanU * meanU * Count > CentreLimit * uu || xu * xu > SlopeLimit * xx * uu);

    private void Anchor(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys)
    {
        var n = xs.Length;
        ys = ys[..n];
        double baseX = xs[n - 1], baseY = ys[n - 1], sumX = 0, sumY = 0;
        for (var i = 0; i < n; i++)
        {
            sumX += xs[i] - baseX;
            sumY += ys[i] - baseY;
        }

        centreX = baseX + sumX / n;
        centreY = baseY + sumY / n;
        double sumXX = 0, sumXY = 0;
        for (var i = 0; i < n; i++)
        {
            var dx = xs[i] - centreX;
            sumXX += dx * dx;
            sumXY += dx * (ys[i] - centreY);
        }

        slope = sumXX > 0 ? sumXY / sumXX : 0;
        if (!double.IsFinite(slope))
            slope = 0;
        Sums running = default;
        front[n] = default;
        for (var i = n - 1; i >= 0; i--)
        {
            var dx = xs[i] - centreX;
            running.Add(dx, ys[i] - centreY - slope * dx);
            front[i] = running;
        }

        lastDx = baseX - centreX;
        lastU = baseY - centreY - slope * lastDx;
        first = 0;
        back = default;
    }

    private struct Sums
    {
        public double X;
        public double U;
        public double XX;
        public double XU;
        public double UU;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(double x, double u)
        {
            X += x;
            U += u;
            XX += x * x;
            XU += x * u;
            UU += u * u;
        }
    }
}
