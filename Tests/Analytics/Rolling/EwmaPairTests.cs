using QuantPlatform.Analytics.Rolling;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Rolling;

public sealed class EwmaPairTests
{
    private const int Window = 5;

    [Theory]
    [InlineData(1.0)]
    [InlineData(6e4)]
    [InlineData(1e8)]
    public void Add_AnyLevel_EqualsTheRecursionInDecimals(double level)
    {
        var input = Markets.Pair(8, 500, level, 1e-5);
        var (covariance, correlation) = (new EwmaCovariance(Window), new EwmaCorrelation(Window));
        for (var i = 0; i < 500; i++)
        {
            covariance.Add(i, input.Y[i], input.X[i]);
            correlation.Add(i, input.Y[i], input.X[i]);
            Assert.Equal(i + 1 < Window, double.IsNaN(covariance.Value));
            if (i + 1 < Window)
                continue;
            ReadOnlySpan<double> y = input.Y.AsSpan(0, i + 1), x = input.X.AsSpan(0, i + 1);
            var (yx, yy, xx) = (Exact.Ewma(y, x, i, Window).Covariance, Exact.Ewma(y, y, i, Window).Covariance, Exact.Ewma(x, x, i, Window).Covariance);
            Near.Equal((double)yx, covariance.Value, 1e-9, 1e-9 * Math.Sqrt((double)yy * (double)xx), $"covariance at {i}");
            Near.Equal((double)yx / Math.Sqrt((double)yy * (double)xx), correlation.Value, 1e-8, 1e-9, $"correlation at {i}");
        }
    }

    [Fact]
    public void Add_WarmStart_IsBitIdentical()
    {
        var input = Markets.Pair(8, 700, 6e4, 1e-5);
        var cold = new EwmaCorrelation(Window);
        for (var i = 0; i < 700; i++)
        {
            cold.Add(i, input.Y[i], input.X[i]);
            if (i < cold.ReplayCount || i % 7 != 0)
                continue;
            var warm = new EwmaCorrelation(Window);
            for (var k = i + 1 - warm.ReplayCount; k <= i; k++)
                warm.Add(k, input.Y[k], input.X[k]);
            Assert.Equal(BitConverter.DoubleToInt64Bits(cold.Value), BitConverter.DoubleToInt64Bits(warm.Value));
        }
    }

    [Fact]
    public void Add_GapOrConstantSide_IsUnknown()
    {
        var correlation = new EwmaCorrelation(Window);
        for (var i = 0; i < 20; i++)
            correlation.Add(i, i % 3, 7);
        Assert.True(double.IsNaN(correlation.Value));
        for (var i = 20; i < 30; i++)
            correlation.Add(i, i % 3, i % 4);
        Assert.InRange(correlation.Value, -1, 1);
        correlation.Add(30, double.NaN, 1);
        Assert.True(double.IsNaN(correlation.Value));
    }
}
