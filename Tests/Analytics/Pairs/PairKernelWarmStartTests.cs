using QuantPlatform.Analytics.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Pairs;

/// <summary>A kernel warmed up from the last points has the very bits of one that saw everything.</summary>
public sealed class PairKernelWarmStartTests
{
    public static TheoryData<int, int, PriceTransform, bool, double> Cases()
    {
        var data = new TheoryData<int, int, PriceTransform, bool, double>();
        foreach (var (w, z) in new[] { (10, 10), (12, 30), (37, 11), (60, 60) })
            foreach (var transform in new[] { PriceTransform.Log, PriceTransform.Level })
                foreach (var intercept in new[] { true, false })
                    foreach (var missing in new[] { 0.0, 0.05 })
                        data.Add(w, z, transform, intercept, missing);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Add_WarmedFromTheLastPoints_EqualsColdRunBitForBit(int window, int zWindow, PriceTransform transform, bool intercept, double missing)
    {
        var input = Thin(Markets.Pair(window * 7 + zWindow, 900, 6e4, 1e-5), missing, new Random(window));
        input.Y[input.Y.Length / 2] *= 1e6;
        var settings = new PairSettings { IntervalMs = 1_000, Window = window, ZWindow = zWindow, Transform = transform, Intercept = intercept };
        var cold = new PairKernel(settings);
        var checkedCount = 0;
        for (var i = 0; i < input.Times.Length; i++)
        {
            cold.Add(input.Times[i], input.Y[i], input.X[i]);
            if (i < settings.WarmupPoints || i % 13 != 0)
                continue;
            var warm = new PairKernel(settings);
            for (var k = i + 1 - settings.WarmupPoints; k <= i; k++)
                warm.Add(input.Times[k], input.Y[k], input.X[k]);
            Same(cold.Current, warm.Current, i);
            Assert.Equal(cold.Tests, warm.Tests);
            checkedCount++;
        }

        Assert.True(checkedCount > 10);
    }

    [Fact]
    public void Replace_LateTrade_EqualsFreshWarmStart()
    {
        var settings = new PairSettings { IntervalMs = 1_000, Window = 30, ZWindow = 20 };
        var input = Markets.Pair(4, 400, 6e4, 1e-5);
        foreach (var back in new[] { 0, 1, 5, 29, 60, 88 })
        {
            var kernel = Run(settings, input, 0, 399);
            var at = 399 - back;
            Assert.True(kernel.Replace(input.Times[at], input.Y[at] * 1.0003, input.X[at]));
            var corrected = input with { Y = [.. input.Y] };
            corrected.Y[at] *= 1.0003;
            Same(Run(settings, corrected, 0, 399).Current, kernel.Current, at);
            kernel.Add(input.Times[399] + 1_000, 3_000, 6e4);
            var whole = Run(settings, corrected, 0, 399);
            whole.Add(input.Times[399] + 1_000, 3_000, 6e4);
            Same(whole.Current, kernel.Current, at);
        }
    }

    [Fact]
    public void Replace_PointOlderThanTheWarmUp_ChangesNothing()
    {
        var settings = new PairSettings { IntervalMs = 1_000, Window = 30, ZWindow = 20 };
        var input = Markets.Pair(4, 400, 6e4, 1e-5);
        var kernel = Run(settings, input, 0, 399);
        var before = kernel.Current;
        Assert.False(kernel.Replace(input.Times[10], 1, 1));
        Assert.Equal(before, kernel.Current);
    }

    [Fact]
    public void Replace_MissingPoint_IsInsertedAndRemoveTakesItOut()
    {
        var settings = new PairSettings { IntervalMs = 1_000, Window = 30, ZWindow = 20 };
        var input = Markets.Pair(9, 300, 6e4, 1e-5);
        var without = new PairKernel(settings);
        for (var i = 0; i < 300; i++)
        {
            if (i != 280)
                without.Add(input.Times[i], input.Y[i], input.X[i]);
        }

        var hole = without.Current;
        Assert.True(without.Replace(input.Times[280], input.Y[280], input.X[280]));
        Same(Run(settings, input, 0, 299).Current, without.Current, 280);
        Assert.True(without.Remove(input.Times[280]));
        Same(hole, without.Current, 280);
        Assert.False(without.Remove(input.Times[280]));
    }

    [Theory]
    [InlineData(HedgeMethod.Ols)]
    [InlineData(HedgeMethod.Huber)]
    [InlineData(HedgeMethod.TheilSen)]
    [InlineData(HedgeMethod.Kalman)]
    public void Skip_PointsBefore_ChangesNothingAfterThem(HedgeMethod method)
    {
        var settings = new PairSettings { IntervalMs = 1_000, Window = 20, ZWindow = 30, Method = method };
        var input = Markets.Pair(14, 1_500, 6e4, 1e-5);
        var skipping = new PairKernel(settings);
        for (var i = 0; i < 1_400; i++)
            skipping.Skip(input.Times[i], input.Y[i], input.X[i]);
        for (var i = 1_400; i < 1_500; i++)
        {
            skipping.Add(input.Times[i], input.Y[i], input.X[i]);
            var whole = Run(settings, input, 0, i);
            Same(whole.Current, skipping.Current, i);
            Assert.Equal(whole.Tests, skipping.Tests);
        }
    }

    [Fact]
    public void Remove_JustAfterAWarmUp_AsksForAnother()
    {
        var settings = new PairSettings { IntervalMs = 1_000, Window = 30, ZWindow = 20 };
        var input = Markets.Pair(9, 90, 6e4, 1e-5);
        var kernel = Run(settings, input, 0, 89);
        Assert.False(kernel.Remove(input.Times[50]));
        kernel.Add(input.Times[89] + 1_000, 3_000, 6e4);
        Assert.True(kernel.Remove(input.Times[50]));
    }

    [Fact]
    public void Reset_ThenReplay_IsBitIdentical()
    {
        var settings = new PairSettings { IntervalMs = 1_000, Window = 40, ZWindow = 70 };
        var input = Markets.Pair(14, 500, 6e4, 1e-5);
        var kernel = Run(settings, input, 0, 499);
        var first = kernel.Current;
        kernel.Reset();
        Assert.True(double.IsNaN(kernel.Current.Beta));
        Assert.Null(kernel.LastTime);
        for (var i = 0; i < 500; i++)
            kernel.Add(input.Times[i], input.Y[i], input.X[i]);
        Same(first, kernel.Current, 499);
    }

    internal static PairKernel Run(PairSettings settings, PairInput input, int from, int to)
    {
        var kernel = new PairKernel(settings);
        for (var i = from; i <= to; i++)
            kernel.Add(input.Times[i], input.Y[i], input.X[i]);
        return kernel;
    }

    internal static void Same(in PairValues expected, in PairValues actual, int at)
    {
        foreach (var property in typeof(PairValues).GetProperties())
        {
            var (a, b) = (property.GetValue(expected), property.GetValue(actual));
            if (a is double u && b is double v)
                Assert.True(BitConverter.DoubleToInt64Bits(u) == BitConverter.DoubleToInt64Bits(v), $"{property.Name} at {at}: {u:R} and {v:R}");
            else
                Assert.Equal(a, b);
        }
    }

    private static PairInput Thin(PairInput input, double missing, Random random)
    {
        var keep = Enumerable.Range(0, input.Times.Length).Where(_ => random.NextDouble() >= missing).ToArray();
        return new PairInput(input.IntervalMs, [.. keep.Select(i => input.Times[i])], [.. keep.Select(i => input.Y[i])], [.. keep.Select(i => input.X[i])]);
    }
}
