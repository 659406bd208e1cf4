using QuantPlatform.Analytics.Rolling;

namespace QuantPlatform.Analytics.Hedging;

/// <summary>Theil–Sen: β is the median of all pairwise slopes, α = median(y) − β·median(x).</summary>
/// <remarks>
/// Pairs with equal x have no slope and do not count. Bounds are Sen's at 95 % from the normal approximation of Kendall's statistic with ties (Sen 1968), and se(β) is their distance over 2·1.96.
/// Without intercept β is the median of yᵢ/xᵢ (its bounds are not known). NaN for a constant x. An update costs O(n^4/3) expected past 300 points and forms all slopes below.
/// </remarks>
internal sealed class TheilSenEstimator(int capacity, bool intercept) : HedgeEstimator
{
    private const double Normal975 = 1.959963984540054;

    private readonly PairwiseSlopes slopes = new(capacity);
    private readonly double[] scratch = new double[capacity];

    /// <summary>Lower and upper 95 % bounds of the last fit.</summary>
    public (double Low, double High) Bounds { get; private set; }

    public override bool IsSlow => true;

    public override HedgeFit Fit(PairWindow window, ReadOnlySpan<double> ys, ReadOnlySpan<double> xs)
    {
        Bounds = (double.NaN, double.NaN);
        return intercept ? WithIntercept(window, ys, xs) : WithoutIntercept(window, ys, xs);
    }

    private HedgeFit WithIntercept(PairWindow window, ReadOnlySpan<double> ys, ReadOnlySpan<double> xs)
    {
        if (window.IsConstantX)
            return HedgeFit.Unknown;
        slopes.Load(ys, xs);
        var total = slopes.Total;
        var beta = slopes.Between((total - 1) / 2, total / 2);
        var alpha = MedianOf(ys) - beta * MedianOf(xs);
        var half = Normal975 * Math.Sqrt(Variance(ys, xs));
        var low = Math.Max((long)Math.Round((total - half) / 2, MidpointRounding.ToEven) - 1, 0);
        var high = Math.Min((long)Math.Round((total + half) / 2, MidpointRounding.ToEven), total - 1);
        Bounds = (slopes.Between(low, low), slopes.Between(high, high));
        return new HedgeFit(alpha, beta, (Bounds.High - Bounds.Low) / (2 * Normal975), RSquared(window, alpha, beta, intercept: true));
    }

    private HedgeFit WithoutIntercept(PairWindow window, ReadOnlySpan<double> ys, ReadOnlySpan<double> xs)
    {
        var n = 0;
        for (var i = 0; i < xs.Length; i++)
        {
            if (xs[i] != 0)
                scratch[n++] = ys[i] / xs[i];
        }

        var beta = OrderStatistics.Median(scratch.AsSpan(0, n));
        return new HedgeFit(0, beta, double.NaN, RSquared(window, 0, beta, intercept: false));
    }

    /// <summary>Variance of Kendall's statistic under independence, with ties in either series.</summary>
    private double Variance(ReadOnlySpan<double> ys, ReadOnlySpan<double> xs)
    {
        double n = xs.Length;
        return (n * (n - 1) * (2 * n + 5) - Ties(xs) - Ties(ys)) / 18;
    }

    private double Ties(ReadOnlySpan<double> values)
    {
        var sorted = scratch.AsSpan(0, values.Length);
        values.CopyTo(sorted);
        sorted.Sort();
        var sum = 0.0;
        for (int i = 0, run = 1; i < sorted.Length; i++, run++)
        {
            if (i + 1 < sorted.Length && sorted[i + 1] == sorted[i])
                continue;
            sum += (double)run * (run - 1) * (2 * run + 5);
            run = 0;
        }

        return sum;
    }

    private double MedianOf(ReadOnlySpan<double> values)
    {
        values.CopyTo(scratch);
        return OrderStatistics.Median(scratch.AsSpan(0, values.Length));
    }
}
