using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Pairs;

/// <summary>What became of a bar that was offered to a leg.</summary>
internal enum Offer
{
    /// <summary>It follows the last one and waits for the other leg.</summary>
    Taken,

    /// <summary>It replaces, or comes before, a bar taken earlier.</summary>
    Revises,

    /// <summary>Bars between the last one and it are missing.</summary>
    Missing,
}

/// <summary>The bars of one leg in order, each taken once, waiting for the other leg's.</summary>
internal sealed class LegCursor
{
    private Queue<Bar> waiting = new();

    /// <summary>Open time of the last bar taken; null before the first.</summary>
    public long? LastOpen { get; private set; }

    public bool TryPeek(out Bar bar) => waiting.TryPeek(out bar!);

    public void Drop() => waiting.Dequeue();

    /// <summary>Starts after a bar that was used elsewhere (the warm-up).</summary>
    public void StartAfter(long? openTime)
    {
        waiting.Clear();
        LastOpen = openTime;
    }

    /// <summary>Puts a replaced or late bar where it belongs among those that wait.</summary>
    public void Put(Bar bar) => waiting = new Queue<Bar>(
        waiting.Where(other => other.OpenTime != bar.OpenTime).Append(bar).OrderBy(other => other.OpenTime));

    public Offer Take(Bar bar, long? previousOpen)
    {
        if (LastOpen is { } last && bar.OpenTime <= last)
        {
            return Offer.Revises;
        }

        if (previousOpen != LastOpen)
        {
            return Offer.Missing;
        }

        waiting.Enqueue(bar);
        LastOpen = bar.OpenTime;
        return Offer.Taken;
    }
}
