using QuantPlatform.Analytics.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Pairs;

public sealed class PairKernelTests
{
    private static readonly PairSettings Small = new() { IntervalMs = 1_000, Window = 12, ZWindow = 20 };

    [Fact]
    public void Readiness_WhileWarming_SaysHowFar()
    {
        var kernel = PairKernelWarmStartTests.Run(Small, Markets.Pair(1, 50, 100, 1e-3), 0, 10);
        var beta = kernel.Readiness(PairMetric.Beta);
        Assert.Equal((11, 12, false, "warming 11/12"), (beta.Samples, beta.Required, beta.Ready, beta.Reason));
        Assert.Equal("warming 11/20", kernel.Readiness(PairMetric.Z).Reason);
        Assert.Equal("warming 11/13", kernel.Readiness(PairMetric.Correlation).Reason);
        Assert.Equal("warming 11/24", kernel.Readiness(PairMetric.BetaDrift).Reason);
        Assert.True(double.IsNaN(kernel.Current.Beta));
    }

    [Theory]
    [InlineData(PairMetric.Beta, 12)]
    [InlineData(PairMetric.Z, 20)]
    [InlineData(PairMetric.Correlation, 13)]
    [InlineData(PairMetric.BetaDrift, 24)]
    [InlineData(PairMetric.VolatilityRatio, 12)]
    public void Readiness_AtRequiredSamples_BecomesReadyExactlyThen(PairMetric metric, int required)
    {
        var input = Markets.Pair(1, 50, 100, 1e-3);
        var kernel = new PairKernel(Small);
        for (var i = 0; i < 50; i++)
        {
            kernel.Add(input.Times[i], input.Y[i], input.X[i]);
            Assert.Equal(i + 1 >= required, kernel.Readiness(metric).Ready);
        }

        Assert.Equal("", kernel.Readiness(metric).Reason);
    }

    [Fact]
    public void Add_ConstantX_GivesUnknownWithTheReason()
    {
        var input = Markets.Pair(2, 40, 100, 1e-3);
        Array.Fill(input.X, 100.1);
        var kernel = PairKernelWarmStartTests.Run(Small, input, 0, 39);
        Assert.True(double.IsNaN(kernel.Current.Beta) && double.IsNaN(kernel.Current.Z) && double.IsNaN(kernel.Current.Correlation));
        Assert.Equal("constant window", kernel.Readiness(PairMetric.Beta).Reason);
        Assert.Equal("constant window", kernel.Readiness(PairMetric.Z).Reason);
        Assert.Equal("constant window", kernel.Readiness(PairMetric.Correlation).Reason);
    }

    [Fact]
    public void Add_ConstantY_HasZeroBetaAndNoZ()
    {
        var input = Markets.Pair(2, 40, 100, 1e-3);
        Array.Fill(input.Y, 7.7);
        var kernel = PairKernelWarmStartTests.Run(Small, input, 0, 39);
        Assert.Equal(0, kernel.Current.Beta);
        Assert.Equal(0, kernel.Current.SpreadStd);
        Assert.True(double.IsNaN(kernel.Current.Z) && double.IsNaN(kernel.Current.R2));
        Assert.Equal("constant window", kernel.Readiness(PairMetric.Z).Reason);
    }

    [Fact]
    public void Add_ScaledCopy_HasExactBetaAndNoZ()
    {
        var input = Markets.Pair(2, 100, 6e4, 1e-4);
        for (var i = 0; i < 100; i++)
            input.Y[i] = 3 * input.X[i];
        foreach (var transform in new[] { PriceTransform.Log, PriceTransform.Level })
        {
            var kernel = PairKernelWarmStartTests.Run(Small with { Transform = transform }, input, 0, 99);
            Near.Equal(transform == PriceTransform.Log ? 1 : 3, kernel.Current.Beta, 1e-9, 0);
            Assert.True(double.IsNaN(kernel.Current.Z));
            Assert.Equal(ReadinessState.ConstantWindow, kernel.Readiness(PairMetric.Z).State);
        }
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Add_AfterMissingBars_ResetsOnlyPastAQuarterOfTheWindow(int missing, bool resets)
    {
        var input = Markets.Pair(3, 60, 100, 1e-3);
        var kernel = PairKernelWarmStartTests.Run(Small, input, 0, 49);
        kernel.Add(input.Times[49] + (missing + 1) * 1_000, 5, 101);
        Assert.Equal(resets, kernel.Current.WasReset);
        Assert.Equal(resets, double.IsNaN(kernel.Current.Beta));
        Assert.Equal(resets ? "gap, warming 1/20" : "", kernel.Readiness(PairMetric.Z).Reason);
        kernel.Add(input.Times[49] + (missing + 2) * 1_000, 5.01, 101.2);
        Assert.False(kernel.Current.WasReset);
    }

    [Fact]
    public void Add_UploadWithHole_NeverResets()
    {
        var input = Markets.Pair(3, 60, 100, 1e-3);
        var kernel = new PairKernel(Small, resetsOnGap: false);
        for (var i = 0; i < 60; i++)
            kernel.Add(input.Times[i] + (i > 40 ? 10_000_000 : 0), input.Y[i], input.X[i]);
        Assert.True(kernel.Readiness(PairMetric.Z).Ready);
    }

    [Fact]
    public void Preview_OpenBar_UsesTheLastClosedCoefficientsAndChangesNothing()
    {
        var input = Markets.Pair(3, 60, 100, 1e-3);
        var kernel = PairKernelWarmStartTests.Run(Small, input, 0, 59);
        var before = kernel.Current;
        var preview = kernel.Preview(5.5, 101);
        var spread = Math.Log(5.5) - before.Alpha - before.Beta * Math.Log(101);
        Assert.Equal(spread, preview.Spread);
        Assert.Equal((spread - before.SpreadMean) / before.SpreadStd, preview.Z);
        Assert.Equal(before, kernel.Current);
        Near.Equal(before.Z, kernel.Preview(before.PriceY, before.PriceX).Z, 1e-9, 1e-9);
    }

    [Fact]
    public void Add_Refuses_WhatIsNotAPoint()
    {
        var kernel = PairKernelWarmStartTests.Run(Small, Markets.Pair(3, 5, 100, 1e-3, start: 0), 0, 4);
        Assert.Throws<ArgumentException>(() => kernel.Add(4_000, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => kernel.Add(5_000, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => kernel.Add(5_000, 1, double.NaN));
        Assert.Equal(4_000, kernel.LastTime);
    }

    [Theory]
    [InlineData(0, 60, 2, 0.5, 4)]
    [InlineData(60, 1, 2, 0.5, 4)]
    [InlineData(60, 60, 2, 2, 4)]
    [InlineData(60, 60, 2, -0.1, 4)]
    [InlineData(60, 60, 4, 0.5, 4)]
    [InlineData(60, 60, double.NaN, 0.5, 4)]
    public void Validate_BrokenRule_Throws(int window, int zWindow, double entry, double exit, double stop) => Assert.Throws<ArgumentException>(
        () => new PairKernel(new PairSettings { IntervalMs = 1, Window = window, ZWindow = zWindow, Entry = entry, Exit = exit, Stop = stop }));

    [Fact]
    public void Add_Live_AllocatesNothing()
    {
        var kernel = new PairKernel(new PairSettings { IntervalMs = 1_000, Window = 60, ZWindow = 40 });
        var input = Markets.Pair(3, 3_000, 6e4, 1e-5);
        for (var i = 0; i < 1_000; i++)
            kernel.Add(input.Times[i], input.Y[i], input.X[i]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 1_000; i < 3_000; i++)
            kernel.Add(input.Times[i], input.Y[i], input.X[i]);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
