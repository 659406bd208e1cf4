using System.Numerics;

namespace QuantPlatform.Tests.Analytics;

/// <summary>Multiple regression in exact rationals: Gaussian elimination on the normal equations, no rounding before the last division.</summary>
internal static class ExactRegression
{
    /// <summary>Coefficients, their standard errors, and the residual sum of squares of y on the given columns.</summary>
    public static (double[] Coefficients, double[] StandardErrors, double Ssr) Fit(double[] y, params double[][] columns)
    {
        var (n, k) = (y.Length, columns.Length);
        var scaled = columns.Append(y).Select(c => c.Select(Rational.Of).ToArray()).ToArray();
        Rational Product(int a, int b) => Enumerable.Range(0, n).Aggregate(Rational.Zero, (s, i) => s + scaled[a][i] * scaled[b][i]);
        var m = new Rational[k, 2 * k + 1];
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
            {
                m[i, j] = Product(i, j);
                m[i, k + 1 + j] = i == j ? Rational.One : Rational.Zero;
            }

            m[i, k] = Product(i, k);
        }

        var xy = Enumerable.Range(0, k).Select(i => m[i, k]).ToArray();
        for (var p = 0; p < k; p++)
        {
            var pivot = m[p, p];
            for (var j = 0; j <= 2 * k; j++)
                m[p, j] /= pivot;
            for (var i = 0; i < k; i++)
            {
                if (i == p)
                    continue;
                var factor = m[i, p];
                for (var j = 0; j <= 2 * k; j++)
                    m[i, j] -= factor * m[p, j];
            }
        }

        var ssr = Product(k, k);
        for (var i = 0; i < k; i++)
            ssr -= m[i, k] * xy[i];
        var errors = Enumerable.Range(0, k).Select(i => Math.Sqrt((ssr * m[i, k + 1 + i] / Rational.Of(n - k)).ToDouble())).ToArray();
        return (Enumerable.Range(0, k).Select(i => m[i, k].ToDouble()).ToArray(), errors, ssr.ToDouble());
    }

    internal readonly record struct Rational(BigInteger Numerator, BigInteger Denominator)
    {
        public static Rational Zero { get; } = new(0, 1);

        public static Rational One { get; } = new(1, 1);

        public static Rational Of(double value)
        {
            if (value == 0)
                return Zero;
            var exponent = Math.ILogB(value) - 52;
            var mantissa = new BigInteger(Math.ScaleB(value, -exponent));
            return exponent >= 0 ? new Rational(mantissa << exponent, 1) : Reduced(mantissa, BigInteger.One << -exponent);
        }

        public static Rational operator +(Rational a, Rational b) => Reduced(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

        public static Rational operator -(Rational a, Rational b) => Reduced(a.Numerator * b.Denominator - b.Numerator * a.Denominator, a.Denominator * b.Denominator);

        public static Rational operator *(Rational a, Rational b) => Reduced(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

        public static Rational operator /(Rational a, Rational b) => Reduced(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

        public double ToDouble()
        {
            if (Numerator.IsZero)
                return 0;
            var numerator = BigInteger.Abs(Numerator);
            var shift = (int)(Denominator.GetBitLength() - numerator.GetBitLength()) + 70;
            var quotient = shift >= 0 ? (numerator << shift) / Denominator : numerator / (Denominator << -shift);
            return Numerator.Sign * Math.ScaleB((double)quotient, -shift);
        }

        private static Rational Reduced(BigInteger numerator, BigInteger denominator)
        {
            var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
            if (denominator.Sign < 0)
                divisor = -divisor;
            return new Rational(numerator / divisor, denominator / divisor);
        }
    }
}
