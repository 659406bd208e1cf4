using System.Runtime.CompilerServices;

namespace QuantPlatform.MarketSimulator.Synthetic;

/// <summary>Price, size and side of one trade, drawn from its second and its place in it.</summary>
internal readonly struct TradeDraw
{
    public readonly long Ticks;
    public readonly long Steps;

    /// <summary>1 when the taker bought, 0 when it sold; a number, because a branch on it would be mispredicted every other time.</summary>
    public readonly int Bought;

    /// <summary>Most trades are at the touch, a few one or two ticks through it.</summary>
    private static readonly sbyte[] Offsets =
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, 1, -1, 1, 0, 0, -2, 2];

    /// <param name="bits">Random bits, of which the lower 23 are used.</param>
    /// <param name="middle">Middle price at that place, ticks.</param>
    /// <param name="rising">Whether the price rises in that second: then more takers buy.</param>
    /// <param name="shape">What is drawn from.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TradeDraw(ulong bits, double middle, bool rising, in TradeShape shape)
    {
        Bought = (int)((uint)((int)(bits & 0xFF) - (rising ? 152 : 104)) >> 31);
        Steps = shape.Sizes[(int)((bits >> 8) & 0x3FF)];
        Ticks = (long)middle + Bought + (shape.Reach * Offsets[(int)((bits >> 18) & 0x1F)]);
    }
}

/// <summary>What the trades of a symbol are drawn from.</summary>
/// <param name="Sizes">1024 sizes, steps.</param>
/// <param name="Reach">Ticks that a trade may go through the touch; 0 where a tick is coarse.</param>
internal readonly record struct TradeShape(int[] Sizes, int Reach);
