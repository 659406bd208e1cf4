using System.Numerics;
using System.Runtime.InteropServices;

namespace QuantPlatform.Analytics.Diagnostics;

/// <summary>Least squares by modified Gram–Schmidt on columns of equal length, the dependent variable last: stable like Householder's QR, and the sums of squares of nested models fall out on the way.</summary>
internal sealed class Columns
{
    // A column whose remainder is below this share of itself is a combination of those before it.
    private const double Collinear = 1e-13;

    private readonly double[] data;

    public Columns(int rows, int count)
    {
        Rows = rows;
        Count = count;
        data = new double[rows * count];
    }

    public int Rows { get; }

    public int Count { get; }

    public Span<double> this[int column] => data.AsSpan(column * Rows, Rows);

    /// <summary>Takes column <paramref name="j"/> out of all later ones.</summary>
    /// <returns>Its squared length after the earlier ones were taken out; 0 when it depends on them.</returns>
    public double Eliminate(int j, double originalSquare)
    {
        ReadOnlySpan<double> pivot = this[j];
        var square = Dot(pivot, pivot);
        if (!(square > Collinear * Collinear * originalSquare))
            return 0;
        for (var k = j + 1; k < Count; k++)
        {
            var target = this[k];
            Subtract(target, Dot(pivot, target) / square, pivot);
        }

        return square;
    }

    /// <summary>Squared length of every column.</summary>
    public double[] Squares()
    {
        var squares = new double[Count];
        for (var j = 0; j < Count; j++)
            squares[j] = Dot(this[j], this[j]);
        return squares;
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var va = MemoryMarshal.Cast<double, Vector<double>>(a);
        var vb = MemoryMarshal.Cast<double, Vector<double>>(b);
        Vector<double> s0 = default, s1 = default, s2 = default, s3 = default;
        var i = 0;
        for (; i + 3 < va.Length; i += 4)
        {
            s0 += va[i] * vb[i];
            s1 += va[i + 1] * vb[i + 1];
            s2 += va[i + 2] * vb[i + 2];
            s3 += va[i + 3] * vb[i + 3];
        }

        for (; i < va.Length; i++)
            s0 += va[i] * vb[i];
        var sum = Vector.Sum(s0 + s1 + (s2 + s3));
        for (i = va.Length * Vector<double>.Count; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void Subtract(Span<double> target, double factor, ReadOnlySpan<double> column)
    {
        var vt = MemoryMarshal.Cast<double, Vector<double>>(target);
        var vc = MemoryMarshal.Cast<double, Vector<double>>(column);
        var f = new Vector<double>(factor);
        for (var i = 0; i < vt.Length; i++)
            vt[i] -= f * vc[i];
        for (var i = vt.Length * Vector<double>.Count; i < target.Length; i++)
            target[i] -= factor * column[i];
    }
}
