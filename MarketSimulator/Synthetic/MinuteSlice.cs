namespace QuantPlatform.MarketSimulator.Synthetic;

/// <summary>One minute of one symbol: the middle price at its 61 second marks and the first id of each second. Not changed once it is filled.</summary>
internal sealed class MinuteSlice(long minute)
{
    public long Minute { get; } = minute;

    public double[] Prices { get; } = new double[61];

    public long[] FirstIds { get; } = new long[61];

    public int Count(int second) => (int)(FirstIds[second + 1] - FirstIds[second]);
}
