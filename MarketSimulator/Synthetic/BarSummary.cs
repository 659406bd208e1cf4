using System.Runtime.CompilerServices;

namespace QuantPlatform.MarketSimulator.Synthetic;

/// <summary>The sums of a stretch of time in whole ticks and steps, which add up exactly. Empty while <see cref="NextId"/> = <see cref="FirstId"/>.</summary>
internal struct BarSummary
{
    public long Open;
    public long High;
    public long Low;
    public long Close;
    public long Volume;
    public long Quote;
    public long BuyVolume;
    public long BuyQuote;
    public long FirstId;
    public long NextId;

    public static BarSummary From(long firstId) => new() { FirstId = firstId, NextId = firstId, High = long.MinValue, Low = long.MaxValue };

    public readonly bool IsEmpty => NextId == FirstId;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in TradeDraw trade)
    {
        var quote = trade.Ticks * trade.Steps;
        if (NextId == FirstId)
            Open = trade.Ticks;
        High = Math.Max(High, trade.Ticks);
        Low = Math.Min(Low, trade.Ticks);
        Close = trade.Ticks;
        Volume += trade.Steps;
        Quote += quote;
        BuyVolume += trade.Steps & -trade.Bought;
        BuyQuote += quote & -trade.Bought;
        NextId++;
    }

    /// <summary>Appends the stretch that follows.</summary>
    public void Add(in BarSummary next)
    {
        if (next.IsEmpty)
            return;
        if (IsEmpty)
        {
            this = next;
            return;
        }

        High = Math.Max(High, next.High);
        Low = Math.Min(Low, next.Low);
        Close = next.Close;
        Volume += next.Volume;
        Quote += next.Quote;
        BuyVolume += next.BuyVolume;
        BuyQuote += next.BuyQuote;
        NextId = next.NextId;
    }
}
