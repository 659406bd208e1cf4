namespace QuantPlatform.MarketSimulator.Synthetic;

/// <summary>Random numbers by position instead of by turn: the same (seed, index) always gives the same bits.</summary>
internal static class Hash
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The finaliser of SplitMix64 (Steele, Lea, Flood, 2014).</summary>
    public static ulong At(ulong seed, long index)
    {
        var x = seed + ((ulong)index * Golden);
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    /// <summary>A seed of its own for each name.</summary>
    public static ulong Seed(ulong seed, string name)
    {
        foreach (var c in name)
            seed = At(seed, c + 1);
        return seed;
    }

    /// <summary>Roughly standard normal: four uniform numbers added (within ±3.46).</summary>
    public static double Normal(ulong seed, long index)
    {
        const double mean = 2 * 65535.0;
        const double deviation = 37837.2;   // 65536 · √(4/12)
        var h = At(seed, index);
        var sum = (h & 0xFFFF) + ((h >> 16) & 0xFFFF) + ((h >> 32) & 0xFFFF) + (h >> 48);
        return (sum - mean) / deviation;
    }
}
