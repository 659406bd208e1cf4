using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Analytics.Signals;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Signals;

public sealed class SpreadLegsTests
{
    [Theory]
    [InlineData(PriceTransform.Level, 0.05, SignalState.LongSpread, LegSide.Buy, LegSide.Sell, 0.05)]
    [InlineData(PriceTransform.Level, 0.05, SignalState.Flat, LegSide.Buy, LegSide.Sell, 0.05)]
    [InlineData(PriceTransform.Level, 0.05, SignalState.ShortSpread, LegSide.Sell, LegSide.Buy, 0.05)]
    [InlineData(PriceTransform.Level, 0.05, SignalState.StoppedShort, LegSide.Sell, LegSide.Buy, 0.05)]
    [InlineData(PriceTransform.Level, -0.05, SignalState.LongSpread, LegSide.Buy, LegSide.Buy, 0.05)]
    [InlineData(PriceTransform.Level, -0.05, SignalState.ShortSpread, LegSide.Sell, LegSide.Sell, 0.05)]
    [InlineData(PriceTransform.Log, 1.5, SignalState.LongSpread, LegSide.Buy, LegSide.Sell, 0.075)]
    [InlineData(PriceTransform.Log, -1.5, SignalState.LongSpread, LegSide.Buy, LegSide.Buy, 0.075)]
    public void Of_OneUnit_HasSidesUnitsAndNotional(PriceTransform transform, double beta, SignalState state, LegSide y, LegSide x, double units)
    {
        var legs = SpreadLegs.Of(transform, beta, 3_000, 60_000, state)!.Value;
        Assert.Equal(new SpreadLeg(y, 1, 3_000), legs.Y);
        Assert.Equal(x, legs.X.Side);
        Near.Equal(units, legs.X.Units, 1e-14, 0);
        Near.Equal(units * 60_000, legs.X.Notional, 1e-14, 0);
    }

    [Fact]
    public void Of_UnknownBeta_IsNull() => Assert.Null(SpreadLegs.Of(PriceTransform.Log, double.NaN, 1, 1, SignalState.Flat));

    [Fact]
    public void CostBps_RoundTrip_CountsBothLegsBothWays() =>
        Near.Equal(2 * 4 * (1 + 1.5), SpreadLegs.Of(PriceTransform.Log, 1.5, 3_000, 60_000, SignalState.Flat)!.Value.CostBps(), 1e-14, 0);

    [Fact]
    public void StdBps_PerTransform_IsRelativeToY()
    {
        Near.Equal(12, SpreadLegs.StdBps(PriceTransform.Log, 0.0012, 3_000), 1e-14, 0);
        Near.Equal(10, SpreadLegs.StdBps(PriceTransform.Level, 3, 3_000), 1e-14, 0);
    }
}
