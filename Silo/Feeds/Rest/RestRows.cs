using System.Globalization;
using System.Text.Json;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Feeds.Rest;

/// <summary>Rows of REST answers. A row with impossible values makes the answer unusable: <see cref="JsonException"/>.</summary>
internal static class RestRows
{
    /// <summary>Rows <c>a p q f l T m</c>, sorted by id.</summary>
    public static List<Trade> Trades(JsonElement root)
    {
        var rows = new List<Trade>(root.GetArrayLength());
        foreach (var row in root.EnumerateArray())
        {
            var trade = new Trade(
                row.GetProperty("a").GetInt64(), Exact(row.GetProperty("p")), Exact(row.GetProperty("q")), row.GetProperty("T").GetInt64(),
                row.GetProperty("m").GetBoolean(), row.GetProperty("f").GetInt64(), row.GetProperty("l").GetInt64());
            if (trade.Id < 0 || trade.Price <= 0 || trade.Size <= 0 || trade.Time <= 0 || trade.LastRawId < trade.FirstRawId)
            {
                throw new JsonException("a row with impossible values");
            }

            rows.Add(trade);
        }

        rows.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return rows;
    }

    /// <summary>12-element candle arrays. A candle without trades is quiet, not missing.</summary>
    public static List<Bar> Klines(JsonElement root)
    {
        var rows = new List<Bar>(root.GetArrayLength());
        foreach (var row in root.EnumerateArray())
        {
            var trades = row[8].GetInt64();
            rows.Add(new Bar(
                row[0].GetInt64(), Exact(row[1]), Exact(row[2]), Exact(row[3]), Exact(row[4]), Exact(row[5]), Exact(row[7]), Exact(row[9]), trades,
                null, null, trades == 0 ? BarQuality.Quiet : BarQuality.Traded, 0, BarSource.Kline));
        }

        rows.Sort(static (a, b) => a.OpenTime.CompareTo(b.OpenTime));
        return rows;
    }

    private static decimal Exact(JsonElement value) =>
        decimal.TryParse(value.GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var result)
            ? result
            : throw new JsonException($"'{value}' is not a decimal");
}
