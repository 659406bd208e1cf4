using QuantPlatform.Analytics.Rolling;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Rolling;

public sealed class RollingCovarianceTests : RollingPairContract
{
    protected override IRollingPairStatistic Create() => new RollingCovariance(Window);

    protected override double Slow(ReadOnlySpan<double> y, ReadOnlySpan<double> x)
    {
        var beta = ExactPair.Ols(y, x).Beta;
        return double.IsNaN(beta) ? 0 : beta * Exact.Variance(x).ToDouble();
    }
}

public sealed class RollingCorrelationTests : RollingPairContract
{
    protected override IRollingPairStatistic Create() => new RollingCorrelation(Window);

    protected override double Slow(ReadOnlySpan<double> y, ReadOnlySpan<double> x) => ExactPair.Correlation(y, x);
}

public sealed class RollingSlopeTests : RollingPairContract
{
    protected override IRollingPairStatistic Create() => new RollingSlope(Window);

    protected override double Slow(ReadOnlySpan<double> y, ReadOnlySpan<double> x) => ExactPair.Ols(y, x).Beta;
}

/// <summary>What every rolling statistic of two series promises.</summary>
public abstract class RollingPairContract
{
    protected const int Window = 25;

    protected abstract IRollingPairStatistic Create();

    protected abstract double Slow(ReadOnlySpan<double> y, ReadOnlySpan<double> x);

    [Theory]
    [InlineData(1.0, false)]
    [InlineData(6e4, false)]
    [InlineData(1e8, false)]
    [InlineData(6e4, true)]
    public void Add_AnyLevelOrSpike_EqualsTheSlowReference(double level, bool spike)
    {
        var input = Markets.Pair(8, 300, level, 1e-5);
        if (spike)
            input.X[120] *= 1e6;
        var statistic = Create();
        for (var i = 0; i < 300; i++)
        {
            statistic.Add(i, input.Y[i], input.X[i]);
            var expected = i + 1 < statistic.WarmupCount ? double.NaN : Slow(input.Y.AsSpan(i + 1 - Window, Window), input.X.AsSpan(i + 1 - Window, Window));
            Near.Equal(expected, statistic.Value, 1e-9, 1e-12, $"at {i}");
        }
    }

    [Fact]
    public void Add_ConstantWindow_EqualsTheSlowReference()
    {
        var input = Markets.Pair(8, 100, 100, 1e-4);
        Array.Fill(input.X, 0.3, 30, 60);
        var statistic = Create();
        for (var i = 0; i < 100; i++)
        {
            statistic.Add(i, input.Y[i], input.X[i]);
            if (i + 1 >= Window)
                Near.Equal(Slow(input.Y.AsSpan(i + 1 - Window, Window), input.X.AsSpan(i + 1 - Window, Window)), statistic.Value, 1e-9, 1e-14, $"at {i}");
        }
    }

    [Fact]
    public void Add_GapInEitherSeries_WarmsUpAgain()
    {
        var input = Markets.Pair(8, 100, 100, 1e-4);
        var statistic = Create();
        for (var i = 0; i < 100; i++)
        {
            statistic.Add(i, i == 40 ? double.NaN : input.Y[i], i == 70 ? double.PositiveInfinity : input.X[i]);
            var since = i < 40 ? i + 1 : i < 70 ? i - 40 : i - 70;
            Assert.Equal(since < Window, double.IsNaN(statistic.Value));
        }
    }

    [Fact]
    public void Add_WarmStartAndReplay_AreBitIdentical()
    {
        var input = Markets.Pair(8, 400, 6e4, 1e-5);
        var cold = Create();
        for (var i = 0; i < 400; i++)
        {
            cold.Add(i, input.Y[i], input.X[i]);
            if (i < cold.ReplayCount || i % 7 != 0)
                continue;
            var warm = Create();
            for (var k = i + 1 - warm.ReplayCount; k <= i; k++)
                warm.Add(k, input.Y[k], input.X[k]);
            Assert.Equal(BitConverter.DoubleToInt64Bits(cold.Value), BitConverter.DoubleToInt64Bits(warm.Value));
        }

        var value = cold.Value;
        cold.Reset();
        for (var i = 0; i < 400; i++)
            cold.Add(i, input.Y[i], input.X[i]);
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(cold.Value));
    }
}
