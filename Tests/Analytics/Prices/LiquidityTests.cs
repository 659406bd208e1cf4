using QuantPlatform.Analytics.Prices;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Prices;

public sealed class LiquidityTests
{
    [Fact]
    public void Of_Bars_CountsVolumesTradesAndQuietOnes()
    {
        var l = Liquidity.Of([2, 2, 2, 2], [1, 1, 1, 1], [4, 0, 1, 3], [8, 0, 2, 6], [10, 0, 2, 4]);
        Assert.Equal((2, 2, 4, 4, 4, 0.25), (l.MeanVolume, l.MedianVolume, l.MeanDollarVolume, l.MedianDollarVolume, l.TradesPerBar, l.QuietShare));
        Assert.True(double.IsNaN(Liquidity.Of([], [], [], [], []).MeanVolume));
    }

    [Fact]
    public void CorwinSchultz_TwoBars_EqualsTheFormula()
    {
        double h1 = 101, l1 = 100, h2 = 101.5, l2 = 100.2;
        var beta = Math.Pow(Math.Log(h1 / l1), 2) + Math.Pow(Math.Log(h2 / l2), 2);
        var gamma = Math.Pow(Math.Log(101.5 / 100), 2);
        var k = 3 - 2 * Math.Sqrt(2);
        var alpha = (Math.Sqrt(2 * beta) - Math.Sqrt(beta)) / k - Math.Sqrt(gamma / k);
        var spread = 2 * (Math.Exp(alpha) - 1) / (1 + Math.Exp(alpha));
        Assert.True(spread > 0);
        Near.Equal(spread, Liquidity.CorwinSchultz([h1, h2], [l1, l2]), 1e-12, 0);
    }

    [Fact]
    public void CorwinSchultz_SimulatedSpread_IsRecovered()
    {
        // Mid prices that diffuse a little inside each bar, traded at bid and ask one per cent apart.
        var random = new Random(5);
        List<double> highs = [], lows = [];
        var mid = 100.0;
        for (var bar = 0; bar < 2_000; bar++)
        {
            double high = double.MinValue, low = double.MaxValue;
            for (var t = 0; t < 100; t++)
            {
                mid *= Math.Exp(0.0005 * Markets.Normal(random));
                var price = mid * (random.Next(2) == 0 ? 1.005 : 0.995);
                (high, low) = (Math.Max(high, price), Math.Min(low, price));
            }

            highs.Add(high);
            lows.Add(low);
        }

        Near.Equal(0.01, Liquidity.CorwinSchultz([.. highs], [.. lows]), 0.15, 0);
    }

    [Fact]
    public void CorwinSchultz_NothingMoved_IsUnknown() => Assert.True(double.IsNaN(Liquidity.CorwinSchultz([5, 5, 5], [5, 5, 5])));
}
