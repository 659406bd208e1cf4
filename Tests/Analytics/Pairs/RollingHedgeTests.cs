using QuantPlatform.Analytics.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Pairs;

public sealed class RollingHedgeTests
{
    [Theory]
    [InlineData(60, 60, 1)]
    [InlineData(60, 25, 2)]
    [InlineData(40, 90, 3)]
    public void Compute_AnyNumberOfThreads_HasTheBitsOfTheLiveKernel(int window, int zWindow, int threads)
    {
        const int count = 65_000;
        const long first = 1_234_567;
        var input = Markets.Pair(3, count, 6e4, 1e-5, start: first * 1_000);
        input.Y[30_000] *= 1e6;
        var columns = new RollingHedgeColumns(count);
        RollingHedge.Compute(window, zWindow, first, input.LogY, input.LogX, columns, threads);
        var values = new PairValues[count];
        PairSeries.Compute(new PairSettings { IntervalMs = 1_000, Window = window, ZWindow = zWindow }, input.Times, input.Y, input.X, values, resetsOnGap: false);
        for (var i = 0; i < count; i++)
        {
            Same(values[i].Beta, columns.Beta[i], i);
            Same(values[i].Z, columns.Z[i], i);
            Same(values[i].PriceCorrelation, columns.Correlation[i], i);
            Same(values[i].Spread, columns.Spread[i], i);
        }
    }

    private static void Same(double expected, double actual, int at) =>
        Assert.True(BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual), $"at {at}: {expected:R} and {actual:R}");
}
