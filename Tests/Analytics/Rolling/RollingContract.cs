using QuantPlatform.Analytics.Rolling;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Rolling;

/// <summary>What every rolling statistic promises; each one's tests inherit it and bring a slow oracle.</summary>
public abstract class RollingContract
{
    protected const int Window = 20;

    protected virtual double Tolerance => 1e-10;

    protected abstract IRollingStatistic Create();

    /// <summary>The statistic of values seen since the last gap, oldest first, by slow and independent means.</summary>
    protected abstract double Slow(ReadOnlySpan<double> values, long lastIndex);

    [Theory]
    [InlineData(1.0)]
    [InlineData(6e4)]
    [InlineData(1e8)]
    public void Add_AnyLevel_EqualsTheSlowReference(double level) => Compare(Walk(1, 300, level, 1e-6), 0);

    [Fact]
    public void Add_AfterASpike_EqualsTheSlowReference()
    {
        var values = Walk(2, 300, 6e4, 1e-5);
        values[101] *= 1e6;
        Compare(values, 0);
    }

    [Fact]
    public void Add_EqualValues_EqualsTheSlowReference() => Compare([.. Enumerable.Repeat(0.1, 60)], 3);

    [Fact]
    public void Add_AfterAGap_WarmsUpAgain()
    {
        var statistic = Create();
        var values = Walk(3, 200, 100, 1e-3);
        for (var i = 0; i < 100; i++)
            statistic.Add(i, values[i]);
        statistic.Add(100, double.NaN);
        Assert.True(double.IsNaN(statistic.Value));
        for (var i = 101; i < 200; i++)
        {
            statistic.Add(i, values[i]);
            var seen = i - 100;
            Near.Equal(seen < statistic.WarmupCount ? double.NaN : Slow(values.AsSpan(101, seen), i), statistic.Value, Tolerance, 1e-14, $"at {i}");
        }
    }

    [Fact]
    public void Add_BeforeWarmUp_IsUnknown()
    {
        var statistic = Create();
        Assert.True(double.IsNaN(statistic.Value));
        for (var i = 1; i < statistic.WarmupCount; i++)
        {
            statistic.Add(i, i);
            Assert.True(double.IsNaN(statistic.Value));
        }

        statistic.Add(1_000, 5);
        Assert.False(double.IsNaN(statistic.Value));
    }

    [Fact]
    public void Reset_ThenReplay_IsBitIdentical()
    {
        var statistic = Create();
        var values = Walk(4, 500, 6e4, 1e-5);
        var first = Run(statistic, values, 0);
        statistic.Reset();
        Assert.True(double.IsNaN(statistic.Value));
        Assert.Equal(BitConverter.DoubleToInt64Bits(first), BitConverter.DoubleToInt64Bits(Run(statistic, values, 0)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(-1_234)]
    public void Add_WarmStart_EqualsColdRunBitForBit(int start)
    {
        var values = Walk(5, 1_500, 6e4, 1e-5);
        values[900] *= 1e3;
        var cold = Create();
        var compared = 0;
        for (var i = 0; i < values.Length; i++)
        {
            cold.Add(start + i, values[i]);
            if (i < cold.ReplayCount || i % 31 != 0)
                continue;
            var warm = Create();
            for (var k = i + 1 - warm.ReplayCount; k <= i; k++)
                warm.Add(start + k, values[k]);
            Assert.Equal(BitConverter.DoubleToInt64Bits(cold.Value), BitConverter.DoubleToInt64Bits(warm.Value));
            compared++;
        }

        Assert.True(compared > 10);
    }

    protected static double[] Walk(int seed, int count, double level, double step)
    {
        var random = new Random(seed);
        var values = new double[count];
        var price = level;
        for (var i = 0; i < count; i++)
            values[i] = price *= 1 + step * Markets.Normal(random);
        return values;
    }

    private static double Run(IRollingStatistic statistic, double[] values, int start)
    {
        for (var i = 0; i < values.Length; i++)
            statistic.Add(start + i, values[i]);
        return statistic.Value;
    }

    private void Compare(double[] values, int start)
    {
        var statistic = Create();
        for (var i = 0; i < values.Length; i++)
        {
            statistic.Add(start + i, values[i]);
            if (i + 1 >= statistic.WarmupCount)
                Near.Equal(Slow(values.AsSpan(0, i + 1), start + i), statistic.Value, Tolerance, 1e-14, $"at {i}");
        }
    }
}
