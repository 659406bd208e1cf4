namespace QuantPlatform.MarketSimulator;

/// <summary>All trades of one symbol of a tape, of which the first <see cref="Played"/> are known to the world.</summary>
internal sealed class TapeTrack(MarketSymbol symbol, MarketTrade[] trades)
{
    private int _played;

    public MarketSymbol Symbol { get; } = symbol;

    public int Played => Volatile.Read(ref _played);

    public MarketTrade this[int index] => trades[index];

    public void Play() => Volatile.Write(ref _played, _played + 1);

    public int IndexOfId(long id) => FirstIndex(Played, i => trades[i].Id >= id);

    public int IndexOfTime(long time) => FirstIndex(Played, i => trades[i].Time >= time);

    public MarketTrade[] Slice(int first, int count)
    {
        count = Math.Min(count, Played - first);
        return count <= 0 ? [] : trades.AsSpan(first, count).ToArray();
    }

    private static int FirstIndex(int count, Func<int, bool> reached)
    {
        var low = 0;
        while (low < count)
        {
            var middle = (low + count) >>> 1;
            if (reached(middle))
                count = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
