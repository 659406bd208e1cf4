using System.Numerics;

namespace QuantPlatform.Tests.Analytics;

/// <summary>Pair statistics of one window in exact integer arithmetic: every double is an integer times a power of two, so only the last division and square root round.</summary>
internal static class ExactPair
{
    /// <summary>Least-squares slope, intercept, its R² and standard error.</summary>
    public static (double Beta, double Alpha, double BetaSe, double R2) Ols(ReadOnlySpan<double> ys, ReadOnlySpan<double> xs)
    {
        var m = new Moments(ys, xs);
        if (m.XX.IsZero)
            return (double.NaN, double.NaN, double.NaN, double.NaN);
        var ssr = m.YY * m.XX - m.XY * m.XY;      // times n·xx
        var betaSe = Math.Sqrt(Ratio(ssr, m.XX * m.XX * (m.N - 2)));
        var alpha = Ratio(m.Y * m.XX - m.XY * m.X, m.XX * m.N) * m.Unit;
        return (Ratio(m.XY, m.XX), alpha, betaSe, m.YY.IsZero ? double.NaN : 1 - Ratio(ssr, m.YY * m.XX));
    }

    public static double Correlation(ReadOnlySpan<double> ys, ReadOnlySpan<double> xs)
    {
        var m = new Moments(ys, xs);
        return m.XX.IsZero || m.YY.IsZero ? double.NaN : m.XY.Sign * Math.Sqrt(Ratio(m.XY * m.XY, m.XX * m.YY));
    }

    /// <summary>z of the last value of the spread over <paramref name="z"/> values under the least-squares slope of the last <paramref name="window"/>.</summary>
    public static (double Z, double Std) Z(ReadOnlySpan<double> ys, ReadOnlySpan<double> xs, int window, int z)
    {
        var h = new Moments(ys[^window..], xs[^window..]);
        if (h.XX.IsZero)
            return (double.NaN, double.NaN);
        var (variance, m) = Variance(ys[^z..], xs[^z..], h);
        var (y, x) = (m.Scaled(ys[^1]), m.Scaled(xs[^1]));
        var numerator = (m.N * y - m.Y) * h.XX - h.XY * (m.N * x - m.X);       // times n·xx
        if (variance.IsZero)
            return (double.NaN, 0);
        var square = Ratio(numerator * numerator * (m.N - 1), variance * m.N);
        return (numerator.Sign * Math.Sqrt(square), Math.Sqrt(Ratio(variance, h.XX * h.XX * m.N * (m.N - 1))) * m.Unit);
    }

    /// <summary>Deviation of the last <paramref name="recent"/> differences of y − βx over that of all of them, β by least squares on the window.</summary>
    public static double VolatilityRatio(ReadOnlySpan<double> ys, ReadOnlySpan<double> xs, int recent)
    {
        var h = new Moments(ys, xs);
        var dy = Differences(ys);
        var dx = Differences(xs);
        var (all, n) = Variance(dy, dx, h);
        var (last, k) = Variance(dy.AsSpan()[^recent..], dx.AsSpan()[^recent..], h);
        if (all.IsZero)
            return double.NaN;
        var ratio = Ratio(last * (n.N * (n.N - 1)), all * (k.N * (k.N - 1)));
        return Math.Sqrt(ratio) * (k.Unit / n.Unit);
    }

    public static double[] Differences(ReadOnlySpan<double> values)
    {
        var result = new double[values.Length - 1];
        for (var i = 0; i < result.Length; i++)
            result[i] = values[i + 1] - values[i];
        return result;
    }

    /// <summary>n·Σ(r − r̄)²·xx² of r = y − βx with β = h.XY / h.XX.</summary>
    private static (BigInteger Variance, Moments Moments) Variance(ReadOnlySpan<double> ys, ReadOnlySpan<double> xs, Moments h)
    {
        var m = new Moments(ys, xs);
        return (m.YY * h.XX * h.XX - 2 * m.XY * h.XY * h.XX + m.XX * h.XY * h.XY, m);
    }

    private static double Ratio(BigInteger numerator, BigInteger denominator)
    {
        if (numerator.IsZero)
            return 0;
        var sign = numerator.Sign * denominator.Sign;
        numerator = BigInteger.Abs(numerator);
        denominator = BigInteger.Abs(denominator);
        var shift = (int)(denominator.GetBitLength() - numerator.GetBitLength()) + 70;
        var quotient = shift >= 0 ? (numerator << shift) / denominator : numerator / (denominator << -shift);
        return sign * Math.ScaleB((double)quotient, -shift);
    }

    private sealed class Moments
    {
        private readonly int exponent;

        public Moments(ReadOnlySpan<double> ys, ReadOnlySpan<double> xs)
        {
            exponent = int.MaxValue;
            foreach (var v in ys)
                exponent = Math.Min(exponent, Split(v).Exponent);
            foreach (var v in xs)
                exponent = Math.Min(exponent, Split(v).Exponent);
            N = ys.Length;
            BigInteger xx = 0, yy = 0, xy = 0;
            for (var i = 0; i < ys.Length; i++)
            {
                var x = Scaled(xs[i]);
                var y = Scaled(ys[i]);
                X += x;
                Y += y;
                xx += x * x;
                yy += y * y;
                xy += x * y;
            }

            XX = N * xx - X * X;
            YY = N * yy - Y * Y;
            XY = N * xy - X * Y;
        }

        /// <summary>Value of 1 in the scaled integers.</summary>
        public double Unit => Math.ScaleB(1, exponent);

        public BigInteger N { get; }

        public BigInteger X { get; }

        public BigInteger Y { get; }

        /// <summary>n·Σ(x − x̄)², and so on.</summary>
        public BigInteger XX { get; }

        public BigInteger YY { get; }

        public BigInteger XY { get; }

        public BigInteger Scaled(double value)
        {
            var (mantissa, e) = Split(value);
            return (BigInteger)mantissa << (e - exponent);
        }

        private static (long Mantissa, int Exponent) Split(double value)
        {
            if (value == 0)
                return (0, 0);
            var bits = BitConverter.DoubleToInt64Bits(value);
            var e = (int)((bits >> 52) & 0x7FF);
            var mantissa = bits & 0xFFFFFFFFFFFFF;
            mantissa = e == 0 ? mantissa : mantissa | (1L << 52);
            var zeros = BitOperations.TrailingZeroCount(mantissa);
            return ((bits < 0 ? -1 : 1) * (mantissa >> zeros), Math.Max(e, 1) - 1075 + zeros);
        }
    }
}
