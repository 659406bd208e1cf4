namespace QuantPlatform.Analytics.Pairs;

/// <summary>The last W values of a statistic: what it was W points ago.</summary>
internal sealed class History(int length)
{
    private readonly double[] values = new double[length];
    private int next;
    private int count;

    /// <summary>The value <c>length</c> points before the one about to be added; NaN when there is none.</summary>
    public double Oldest => count == length ? values[next] : double.NaN;

    public void Add(double value)
    {
        values[next] = value;
        next = next + 1 == length ? 0 : next + 1;
        count = Math.Min(count + 1, length);
    }

    public void Reset() => next = count = 0;
}
