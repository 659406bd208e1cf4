using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;

namespace QuantPlatform.Tests.Silo.Pairs;

/// <summary>Makes bars and settings for tests of pairs.</summary>
internal static class PairBars
{
    public static readonly SymbolKey Y = new("test", "ETH");
    public static readonly SymbolKey X = new("test", "BTC");

    /// <summary>A UTC hour.</summary>
    public const long Start = 1_723_158_000_000;

    public static PairSettings Settings => new() { Y = Y, X = X, Interval = Interval.OneSecond, Window = 12, ZWindow = 10 };

    public static Bar Bar(int second, double close, BarQuality quality = BarQuality.Traded, int revision = 0)
    {
        var price = (decimal)close;
        return new Bar(Start + (second * 1_000L), price, price, price, price, 1, price, 0, 1, second, second, quality, revision, BarSource.Trades);
    }

    /// <summary>A seeded walk of both legs, cointegrated enough to give every statistic a value.</summary>
    public static (List<Bar> Y, List<Bar> X) Walk(int seed, int count)
    {
        var random = new Random(seed);
        var x = 60_000.0;
        var (barsY, barsX) = (new List<Bar>(), new List<Bar>());
        for (var i = 0; i < count; i++)
        {
            x *= 1 + ((random.NextDouble() - 0.5) * 1e-3);
            var y = Math.Round(2_600 * Math.Pow(x / 60_000, 1.2) * (1 + ((random.NextDouble() - 0.5) * 5e-4)), 2);
            barsX.Add(Bar(i, Math.Round(x, 1)));
            barsY.Add(Bar(i, y));
        }

        return (barsY, barsX);
    }

    /// <summary>β and z of DOMAIN.md for the last points of two legs, by definition: log prices, two passes, ddof 1.</summary>
    public static (double Beta, double Z) Slow(IReadOnlyList<Bar> barsY, IReadOnlyList<Bar> barsX, int window, int zWindow)
    {
        var y = barsY.TakeLast(window).Select(bar => Math.Log((double)bar.Close)).ToArray();
        var x = barsX.TakeLast(window).Select(bar => Math.Log((double)bar.Close)).ToArray();
        var (meanY, meanX) = (y.Average(), x.Average());
        var beta = y.Zip(x, (a, b) => (a - meanY) * (b - meanX)).Sum() / x.Sum(b => (b - meanX) * (b - meanX));
        var alpha = meanY - (beta * meanX);
        var spread = barsY.TakeLast(zWindow).Zip(barsX.TakeLast(zWindow), (a, b) => Math.Log((double)a.Close) - alpha - (beta * Math.Log((double)b.Close))).ToArray();
        var mean = spread.Average();
        var std = Math.Sqrt(spread.Sum(s => (s - mean) * (s - mean)) / (zWindow - 1));
        return (beta, (spread[^1] - mean) / std);
    }
}
