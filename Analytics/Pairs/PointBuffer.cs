namespace QuantPlatform.Analytics.Pairs;

/// <summary>The last points of a pair in contiguous columns: appended in O(1) amortised, read as spans.</summary>
internal sealed class PointBuffer
{
    private readonly int keep;
    private readonly long[] times;
    private readonly double[] closeY;
    private readonly double[] closeX;
    private readonly double[] y;
    private readonly double[] x;
    private readonly double[] changeY;
    private readonly double[] changeX;
    private readonly double[] returnY;
    private readonly double[] returnX;

    public PointBuffer(int keep, bool isLog)
    {
        this.keep = keep;
        var capacity = keep + Math.Max(64, keep / 2);
        times = new long[capacity];
        y = new double[capacity];
        x = new double[capacity];
        changeY = new double[capacity];
        changeX = new double[capacity];
        closeY = isLog ? new double[capacity] : y;
        closeX = isLog ? new double[capacity] : x;
        returnY = isLog ? changeY : new double[capacity];
        returnX = isLog ? changeX : new double[capacity];
    }

    public int Count { get; private set; }

    public ReadOnlySpan<long> Times => times.AsSpan(0, Count);

    public ReadOnlySpan<double> CloseY => closeY.AsSpan(0, Count);

    public ReadOnlySpan<double> CloseX => closeX.AsSpan(0, Count);

    public ReadOnlySpan<double> Y => y.AsSpan(0, Count);

    public ReadOnlySpan<double> X => x.AsSpan(0, Count);

    public ReadOnlySpan<double> ChangeY => changeY.AsSpan(0, Count);

    public ReadOnlySpan<double> ChangeX => changeX.AsSpan(0, Count);

    public ReadOnlySpan<double> ReturnY => returnY.AsSpan(0, Count);

    public ReadOnlySpan<double> ReturnX => returnX.AsSpan(0, Count);

    /// <summary>Number of points to carry over when the windows are rebuilt from here.</summary>
    public int Kept => Math.Min(Count, keep);

    public void Append(in Point point)
    {
        if (Count == times.Length)
            Compact();
        var i = Count++;
        times[i] = point.Time;
        closeY[i] = point.CloseY;
        closeX[i] = point.CloseX;
        y[i] = point.Y;
        x[i] = point.X;
        returnY[i] = point.ReturnY;
        returnX[i] = point.ReturnX;
        changeY[i] = i > 0 ? point.Y - y[i - 1] : double.NaN;
        changeX[i] = i > 0 ? point.X - x[i - 1] : double.NaN;
    }

    public void Clear() => Count = 0;

    private void Compact()
    {
        var from = Count - keep;
        Shift(times, from);
        Shift(y, from);
        Shift(x, from);
        Shift(changeY, from);
        Shift(changeX, from);
        if (!ReferenceEquals(closeY, y))
        {
            Shift(closeY, from);
            Shift(closeX, from);
        }
        else
        {
            Shift(returnY, from);
            Shift(returnX, from);
        }

        Count = keep;
    }

    private void Shift<T>(T[] column, int from) => Array.Copy(column, from, column, 0, keep);

    internal readonly record struct Point(long Time, double CloseY, double CloseX, double Y, double X, double ReturnY, double ReturnX);
}
