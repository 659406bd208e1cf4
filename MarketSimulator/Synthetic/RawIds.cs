namespace QuantPlatform.MarketSimulator.Synthetic;

/// <summary>The raw trades behind each aggregate trade: of sixteen neighbours eleven have one, the others two to four, 24 together.</summary>
internal sealed class RawIds(ulong seed)
{
    private const int Group = 16;
    private static readonly int[] Counts = [1, 1, 2, 1, 1, 1, 4, 1, 1, 2, 1, 1, 3, 1, 2, 1];
    private static readonly int PerGroup = Counts.Sum();

    private readonly ulong _seed = Hash.Seed(seed, "raw");

    /// <summary>First raw id of an aggregate trade; the last one is just before the first of the next.</summary>
    public long First(long id)
    {
        var group = id >> 4;
        var turn = (int)(Hash.At(_seed, group) & (Group - 1));
        var first = group * PerGroup;
        for (var i = 0; i < (id & (Group - 1)); i++)
            first += Counts[(i + turn) & (Group - 1)];
        return first;
    }
}
