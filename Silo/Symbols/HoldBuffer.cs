using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Symbols;

/// <summary>Trades that arrived ahead of a missing id, waiting for it. At most 10,000; further ones count as missing themselves.</summary>
internal sealed class HoldBuffer
{
    public const int Capacity = 10_000;

    private readonly SortedDictionary<long, Trade?> held = [];

    /// <summary>The greatest id known to exist, held or dropped.</summary>
    public long KnownUpTo { get; set; } = -1;

    public int Count => held.Count;

    /// <summary>Holds a trade (null: an id that is no market trade).</summary>
    /// <returns>False when it was held already.</returns>
    public bool Hold(long id, Trade? trade)
    {
        KnownUpTo = Math.Max(KnownUpTo, id);
        if (held.ContainsKey(id))
        {
            return false;
        }

        if (held.Count < Capacity)
        {
            held[id] = trade;
        }

        return true;
    }

    /// <summary>Takes the trade of an id out of the buffer.</summary>
    public bool Take(long id, out Trade? trade) => held.Remove(id, out trade);

    /// <summary>The smallest held id; null when nothing is held.</summary>
    public long? FirstId
    {
        get
        {
            foreach (var id in held.Keys)
            {
                return id;
            }

            return null;
        }
    }

    /// <summary>The oldest held trade's time; null when no trade is held.</summary>
    public long? FirstTime
    {
        get
        {
            foreach (var trade in held.Values)
            {
                if (trade is { } known)
                {
                    return known.Time;
                }
            }

            return null;
        }
    }

    /// <summary>Drops everything up to an id.</summary>
    public void DropUpTo(long id)
    {
        while (FirstId is { } first && first <= id)
        {
            held.Remove(first);
        }
    }

    /// <summary>The runs of ids above <paramref name="upper"/> that are known to exist and are not held, in order.</summary>
    public List<(long From, long To)> Missing(long upper)
    {
        var missing = new List<(long, long)>();
        var next = upper + 1;
        foreach (var id in held.Keys)
        {
            if (id > next)
            {
                missing.Add((next, id - 1));
            }

            next = Math.Max(next, id + 1);
        }

        if (KnownUpTo >= next)
        {
            missing.Add((next, KnownUpTo));
        }

        return missing;
    }

    public void Clear()
    {
        held.Clear();
        KnownUpTo = -1;
    }
}
