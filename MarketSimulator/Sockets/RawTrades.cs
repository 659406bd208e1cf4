namespace QuantPlatform.MarketSimulator.Sockets;

/// <summary>The raw trades behind an aggregate trade: equal shares in whole steps, the last one takes the rest.</summary>
internal static class RawTrades
{
    public static IEnumerable<(long Id, decimal Quantity)> Split(LiveTrade live)
    {
        var trade = live.Trade;
        var count = trade.LastId - trade.FirstId + 1;
        if (count == 1)
        {
            yield return (trade.FirstId, trade.Quantity);
            yield break;
        }

        var step = live.Symbol.StepSize;
        var share = decimal.Floor(trade.Quantity / step / count) * step;
        for (var id = trade.FirstId; id < trade.LastId; id++)
            yield return (id, share);
        yield return (trade.LastId, trade.Quantity - (share * (count - 1)));
    }
}
