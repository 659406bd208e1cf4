namespace QuantPlatform.Analytics.Rolling;

/// <summary>The last values of a series as one contiguous span.</summary>
internal sealed class SlidingBuffer(int length)
{
    private readonly double[] values = new double[2 * length];
    private int count;

    /// <summary>At least the last <c>length</c> values taken in, oldest first.</summary>
    public ReadOnlySpan<double> Values => values.AsSpan(0, count);

    public void Add(double value)
    {
        if (count == values.Length)
        {
            Array.Copy(values, length, values, 0, length);
            count = length;
        }

        values[count++] = value;
    }

    public void Reset() => count = 0;
}
