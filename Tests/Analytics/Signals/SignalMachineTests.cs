using QuantPlatform.Analytics.Signals;
using Xunit;
using static QuantPlatform.Analytics.Signals.SignalState;

namespace QuantPlatform.Tests.Analytics.Signals;

public sealed class SignalMachineTests
{
    [Theory]
    [InlineData(Flat, 0, Flat)]
    [InlineData(Flat, -1.99, Flat)]
    [InlineData(Flat, -2, LongSpread)]
    [InlineData(Flat, -3.999, LongSpread)]
    [InlineData(Flat, -4, Flat)]
    [InlineData(Flat, -9, Flat)]
    [InlineData(Flat, 1.99, Flat)]
    [InlineData(Flat, 2, ShortSpread)]
    [InlineData(Flat, 3.999, ShortSpread)]
    [InlineData(Flat, 4, Flat)]
    [InlineData(LongSpread, -0.51, LongSpread)]
    [InlineData(LongSpread, -0.5, Flat)]
    [InlineData(LongSpread, 3, Flat)]
    [InlineData(LongSpread, -3.99, LongSpread)]
    [InlineData(LongSpread, -4, StoppedLong)]
    [InlineData(ShortSpread, 0.51, ShortSpread)]
    [InlineData(ShortSpread, 0.5, Flat)]
    [InlineData(ShortSpread, -3, Flat)]
    [InlineData(ShortSpread, 3.99, ShortSpread)]
    [InlineData(ShortSpread, 4, StoppedShort)]
    [InlineData(StoppedLong, -2, StoppedLong)]
    [InlineData(StoppedLong, -0.5, Flat)]
    [InlineData(StoppedLong, 2.5, Flat)]
    [InlineData(StoppedShort, 2, StoppedShort)]
    [InlineData(StoppedShort, 0.5, Flat)]
    [InlineData(StoppedShort, -2.5, Flat)]
    [InlineData(LongSpread, double.NaN, LongSpread)]
    [InlineData(StoppedShort, double.NaN, StoppedShort)]
    public void Next_StateAndZ_MakesAtMostOneTransition(SignalState state, double z, SignalState expected) =>
        Assert.Equal(expected, SignalMachine.Next(state, z, 2, 0.5, 4));

    [Theory]
    [InlineData(LongSpread)]
    [InlineData(ShortSpread)]
    [InlineData(StoppedLong)]
    [InlineData(Flat)]
    public void Next_WindowReset_IsFlat(SignalState state) => Assert.Equal(Flat, SignalMachine.Next(state, double.NaN, 2, 0.5, 4, wasReset: true));
}
