namespace QuantPlatform.Benchmarks.Analytics;

/// <summary>Seeded price paths at the size of one-second bars.</summary>
internal static class Walks
{
    public static (double[] Y, double[] X) Pair(int count, int seed = 1)
    {
        var random = new Random(seed);
        double common = 0, own = 0;
        var y = new double[count];
        var x = new double[count];
        for (var i = 0; i < count; i++)
        {
            common += 1e-5 * Normal(random);
            own = 0.95 * own + 5e-6 * Normal(random);
            x[i] = 60_000 * Math.Exp(common);
            y[i] = 3_000 * Math.Exp(1.2 * common + own);
        }

        return (y, x);
    }

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
