namespace QuantPlatform.Tests.Analytics;

/// <summary>Seeded price paths.</summary>
internal static class Markets
{
    /// <summary>Two legs around a common random walk at the given price level of X, with steps of <paramref name="step"/> (relative).</summary>
    public static PairInput Pair(int seed, int count, double level, double step, double noise = 0.5, long intervalMs = 1_000, long start = 1_700_000_000_000)
    {
        var random = new Random(seed);
        double common = 0, own = 0;
        var y = new double[count];
        var x = new double[count];
        var times = new long[count];
        for (var i = 0; i < count; i++)
        {
            common += step * Normal(random);
            own = 0.95 * own + noise * step * Normal(random);
            x[i] = level * Math.Exp(common);
            y[i] = level / 20 * Math.Exp(1.2 * common + own);
            times[i] = start + i * intervalMs;
        }

        return new PairInput(intervalMs, times, y, x);
    }

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
