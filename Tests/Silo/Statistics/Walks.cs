namespace QuantPlatform.Tests.Silo.Statistics;

/// <summary>Seeded price series of two legs.</summary>
internal static class Walks
{
    /// <summary>Y follows x^1.2 with stationary noise: cointegrated.</summary>
    public static (double[] Y, double[] X) Cointegrated(int seed, int count)
    {
        var random = new Random(seed);
        var (y, x) = (new double[count], new double[count]);
        var price = 60_000.0;
        for (var i = 0; i < count; i++)
        {
            price *= 1 + (1e-3 * (random.NextDouble() - 0.5));
            x[i] = price;
            y[i] = 2_600 * Math.Pow(price / 60_000, 1.2) * (1 + (5e-4 * (random.NextDouble() - 0.5)));
        }

        return (y, x);
    }
}
