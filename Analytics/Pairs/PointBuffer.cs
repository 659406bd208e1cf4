namespace QuantPlatform.Analytics.Pairs;

/// <summary>The last points of a pair in contiguous columns: appended in O(1) amortised, read as spans.</summary>
internal sealed class PointBuffer
{
    // A Kalman warm-up can ask for millions of points that an upload never brings.
    private const int LargestStart = 65_536;

    private readonly int keep;
    private readonly int capacity;
    private long[] times;
    private double[] closeY;
    private double[] closeX;
    private double[] y;
    private double[] x;
    private double[] changeY;
    private double[] changeX;
    private double[] returnY;
    private double[] returnX;

    public PointBuffer(int keep, bool isLog)
    {
        this.keep = keep;
        capacity = keep + Math.Max(64, keep / 2);
        var start = Math.Min(capacity, LargestStart);
        times = new long[start];
        y = new double[start];
        x = new double[start];
        changeY = new double[start];
        changeX = new double[start];
        closeY = isLog ? new double[start] : y;
        closeX = isLog ? new double[start] : x;
        returnY = isLog ? changeY : new double[start];
        returnX = isLog ? changeX : new double[start];
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
            MakeRoom();
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

    private void MakeRoom()
    {
        if (times.Length == capacity)
        {
            Compact();
            return;
        }

        var isLevel = ReferenceEquals(closeY, y);
        var larger = (int)Math.Min(capacity, 2L * times.Length);
        Array.Resize(ref times, larger);
        Array.Resize(ref y, larger);
        Array.Resize(ref x, larger);
        Array.Resize(ref changeY, larger);
        Array.Resize(ref changeX, larger);
        if (isLevel)
        {
            (closeY, closeX) = (y, x);
            Array.Resize(ref returnY, larger);
            Array.Resize(ref returnX, larger);
        }
        else
        {
            Array.Resize(ref closeY, larger);
            Array.Resize(ref closeX, larger);
            (returnY, returnX) = (changeY, changeX);
        }
    }

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
