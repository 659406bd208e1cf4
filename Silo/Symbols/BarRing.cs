using System.Collections.Immutable;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;

namespace QuantPlatform.Silo.Symbols;

/// <summary>The newest closed bars of one interval, in order of open time. Older ones fall off.</summary>
internal sealed class BarRing(int capacity)
{
    private readonly List<Bar> bars = [];

    /// <summary>Open time of the last bar that fell off or was not loaded; null: nothing is missing in front.</summary>
    private long? droppedBefore;

    public int Count => bars.Count;

    public IReadOnlyList<Bar> Bars => bars;

    /// <summary>Fills an empty ring with stored bars, ascending.</summary>
    /// <param name="stored">As many as the store has, one more than the capacity at most.</param>
    public void Load(IReadOnlyList<Bar> stored)
    {
        bars.Clear();
        bars.AddRange(stored);
        Trim();
    }

    /// <summary>Adds a bar or replaces the one with its open time.</summary>
    /// <returns>Open time of the bar before it; null when it is the first ever.</returns>
    public long? Put(Bar bar)
    {
        var index = IndexOf(bar.OpenTime);
        if (index >= 0)
        {
            bars[index] = bar;
            return index > 0 ? bars[index - 1].OpenTime : droppedBefore;
        }

        index = ~index;
        if (index == 0 && bars.Count >= capacity)
        {
            return null;
        }

        bars.Insert(index, bar);
        var previous = index > 0 ? bars[index - 1].OpenTime : droppedBefore;
        Trim();
        return previous;
    }

    /// <summary>The first <paramref name="limit"/> bars that open after a time; null when the ring does not reach back to it.</summary>
    public RecentBars? After(long openTime, int limit)
    {
        if (droppedBefore is { } dropped && openTime < dropped)
        {
            return null;
        }

        var index = IndexOf(openTime);
        index = index >= 0 ? index + 1 : ~index;
        var taken = bars.Skip(index).Take(limit).ToImmutableArray();
        return new RecentBars(taken, index > 0 ? bars[index - 1].OpenTime : droppedBefore);
    }

    /// <summary>Whether every stored bar from <paramref name="openTime"/> on, and the one before, is here.</summary>
    public bool Covers(long openTime) => droppedBefore is null || (bars.Count > 1 && bars[1].OpenTime <= openTime);

    private void Trim()
    {
        while (bars.Count > capacity)
        {
            droppedBefore = bars[0].OpenTime;
            bars.RemoveAt(0);
        }
    }

    private int IndexOf(long openTime)
    {
        var (low, high) = (0, bars.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (bars[middle].OpenTime == openTime)
            {
                return middle;
            }

            if (bars[middle].OpenTime < openTime)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }
}
