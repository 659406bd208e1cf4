using System.Runtime.InteropServices;
using QuantPlatform.Analytics.Pairs;

namespace QuantPlatform.Analytics.Signals;

/// <summary>Side of an order.</summary>
public enum LegSide
{
    /// <summary>Buy.</summary>
    Buy,

    /// <summary>Sell.</summary>
    Sell,
}

/// <summary>One leg of a spread: side, units (never negative) and notional in quote currency (units · price).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SpreadLeg(LegSide Side, double Units, double Notional);

/// <summary>Both legs of one unit of spread, and what a round trip costs and earns.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SpreadLegs(SpreadLeg Y, SpreadLeg X)
{
    /// <summary>Default fee per leg and side, in basis points.</summary>
    public const double DefaultFeeBps = 4;

    /// <summary>
    /// One unit of Y against β units of X (level) or β·P_Y/P_X units (log). A short (or stopped short) spread sells Y; every other state shows the long one. With β &lt; 0 both
    /// legs are on the same side. Null while β is unknown.
    /// </summary>
    public static SpreadLegs? Of(PriceTransform transform, double beta, double priceY, double priceX, SignalState state)
    {
        if (!double.IsFinite(beta) || !double.IsFinite(priceY) || !double.IsFinite(priceX))
            return null;
        var isShort = state is SignalState.ShortSpread or SignalState.StoppedShort;
        var units = Math.Abs(transform == PriceTransform.Log ? beta * priceY / priceX : beta);
        var sideY = isShort ? LegSide.Sell : LegSide.Buy;
        var sellX = !isShort ^ beta < 0;
        return new SpreadLegs(
            new SpreadLeg(sideY, 1, priceY),
            new SpreadLeg(sellX ? LegSide.Sell : LegSide.Buy, units, units * priceX));
    }

    /// <summary>One standard deviation of the spread in basis points of Y: 1e4·std (log) or 1e4·std/P_Y (level).</summary>
    public static double StdBps(PriceTransform transform, double spreadStd, double priceY) =>
        transform == PriceTransform.Log ? 1e4 * spreadStd : 1e4 * spreadStd / priceY;

    /// <summary>Fees of a round trip in basis points of Y's notional: 2·fee·(1 + notional X / notional Y).</summary>
    public double CostBps(double feeBps = DefaultFeeBps) => 2 * feeBps * (1 + X.Notional / Y.Notional);
}
