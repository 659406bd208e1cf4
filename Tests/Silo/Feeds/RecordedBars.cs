using System.Globalization;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Tests.MarketSimulator;

namespace QuantPlatform.Tests.Silo.Feeds;

/// <summary>The bars that the recorded capture must give, as they were computed elsewhere.</summary>
internal static class RecordedBars
{
    /// <summary>Bars with trades of a symbol, ascending, moved by <paramref name="shift"/> ms.</summary>
    public static List<Bar> Read(string interval, string symbol, long shift)
    {
        var lines = RealTape.Lines($"bars_usdm_20240808_{interval}.csv.gz").Select(line => line.Split(',')).ToList();
        var columns = lines[0].Select((name, index) => (name, index)).ToDictionary(column => column.name, column => column.index);
        return [.. lines.Skip(1).Where(row => row[columns["symbol"]] == symbol).Select(row => new Bar(
            Whole(row, "open_time_ms") + shift, Exact(row, "open"), Exact(row, "high"), Exact(row, "low"), Exact(row, "close"), Exact(row, "volume"),
            Exact(row, "quote_volume"), Exact(row, "taker_buy_volume"), Whole(row, "trades"), Whole(row, "first_id"), Whole(row, "last_id"),
            BarQuality.Traded, 0, BarSource.Trades))];

        decimal Exact(string[] row, string name) => decimal.Parse(row[columns[name]], CultureInfo.InvariantCulture);
        long Whole(string[] row, string name) => long.Parse(row[columns[name]], CultureInfo.InvariantCulture);
    }
}
