namespace QuantPlatform.MarketSimulator;

/// <summary>Cuts the records of a tape into what is played, in order, and what REST answers, per symbol.</summary>
internal static class TapeCutter
{
    private static readonly string[] QuoteAssets = ["USDT", "USDC", "FDUSD", "BUSD", "BTC", "USD"];

    public static (LiveTrade[] Tape, Dictionary<MarketSymbol, TapeTrack> Tracks) Cut(List<TapeRecord> records, long shift, string path)
    {
        var symbols = records.GroupBy(r => r.Symbol, StringComparer.Ordinal).ToDictionary(g => g.Key, g => Describe(g, shift), StringComparer.Ordinal);
        var known = symbols.Values.ToDictionary(s => s, _ => new List<MarketTrade>());
        var tape = new List<LiveTrade>(records.Count);
        var lastIds = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            if (lastIds.TryGetValue(record.Symbol, out var last) && record.Trade.Id <= last)
            {
                if (record.Trade.Id == last)
                    continue;
                throw new InvalidDataException($"{path}: {record.Symbol} id {record.Trade.Id} comes after {last}; a tape is played in the order of its ids.");
            }

            lastIds[record.Symbol] = record.Trade.Id;
            var symbol = symbols[record.Symbol];
            var trades = known[symbol];
            var aggregate = record.RawKind is null or "MARKET";
            var trade = record.Trade with
            {
                Id = record.RawKind is null || trades.Count == 0 ? record.Trade.Id : trades[^1].Id + 1,
                Time = record.Trade.Time + shift,
            };
            if (aggregate)
                trades.Add(trade);
            tape.Add(new LiveTrade(symbol, trade, record.EventTime + shift, aggregate, record.RawKind));
        }

        return ([.. tape], known.ToDictionary(k => k.Key, k => new TapeTrack(k.Key, [.. k.Value])));
    }

    private static MarketSymbol Describe(IGrouping<string, TapeRecord> records, long shift)
    {
        var quote = QuoteAssets.FirstOrDefault(q => records.Key.EndsWith(q, StringComparison.Ordinal)) ?? "USDT";
        var market = records.Where(r => r.RawKind is null or "MARKET").ToList();
        return new MarketSymbol(
            records.Key,
            records.Key.Length > quote.Length ? records.Key[..^quote.Length] : records.Key,
            quote,
            CommonStep(market.Select(r => r.Trade.Price)),
            CommonStep(market.Select(r => r.Trade.Quantity)),
            records.First().Trade.Time + shift);
    }

    /// <summary>The greatest step of which all values are multiples, with the most decimals that any is written with.</summary>
    private static decimal CommonStep(IEnumerable<decimal> values)
    {
        var scale = 0;
        var step = 0m;
        foreach (var value in values)
        {
            scale = Math.Max(scale, value.Scale);
            for (var rest = value; rest != 0;)
                (step, rest) = (rest, step % rest);
        }

        var unit = new decimal(1, 0, 0, false, (byte)scale);
        return step == 0 ? unit : Math.Round(step, scale) + (0 * unit);
    }
}
