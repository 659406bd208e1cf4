using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Storage.Sqlite;

/// <summary>The statements on the tables <c>trades</c> and <c>bars</c>.</summary>
internal static class MarketRows
{
    private const string SeriesByName = "series = (SELECT id FROM series WHERE name = ?1)";
    private const string TradeColumns = "id, price, size, time, buyer_maker, first_raw, last_raw";
    private const string BarColumns = "open_time, open, high, low, close, volume, quote_volume, taker_buy_volume, trades, first_id, last_id, quality, revision, source";

    private const string TradesFrom = $"SELECT {TradeColumns} FROM trades WHERE {SeriesByName} AND time >= ?2 AND time < ?3 ORDER BY time, id LIMIT ?4";
    private const string TradesBefore = $"SELECT {TradeColumns} FROM trades WHERE {SeriesByName} AND time < ?2 ORDER BY time DESC, id DESC LIMIT ?3";
    private const string BarsFrom = $"SELECT {BarColumns} FROM bars WHERE {SeriesByName} AND interval = ?2 AND open_time >= ?3 AND open_time < ?4 ORDER BY open_time LIMIT ?5";
    private const string BarsBefore = $"SELECT {BarColumns} FROM bars WHERE {SeriesByName} AND interval = ?2 AND open_time < ?3 ORDER BY open_time DESC LIMIT ?4";

    public static void Write(SqliteSession session, long series, in Trade trade) => session.Execute(
        $"INSERT OR REPLACE INTO trades(series, {TradeColumns}) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        series,
        trade.Id,
        ExactNumber.Encode(trade.Price),
        ExactNumber.Encode(trade.Size),
        trade.Time,
        trade.IsBuyerMaker ? 1L : 0L,
        trade.FirstRawId,
        trade.LastRawId);

    public static void Write(SqliteSession session, long series, Interval interval, Bar bar) => session.Execute(
        $"INSERT OR REPLACE INTO bars(series, interval, {BarColumns}) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        series,
        interval.Ms(),
        bar.OpenTime,
        ExactNumber.Encode(bar.Open),
        ExactNumber.Encode(bar.High),
        ExactNumber.Encode(bar.Low),
        ExactNumber.Encode(bar.Close),
        ExactNumber.Encode(bar.Volume),
        ExactNumber.Encode(bar.QuoteVolume),
        ExactNumber.Encode(bar.TakerBuyVolume),
        bar.Trades,
        bar.FirstId,
        bar.LastId,
        (long)bar.Quality,
        (long)bar.Revision,
        (long)bar.Source);

    public static ImmutableArray<Trade> ReadTrades(SqliteSession session, string series, TimeRange range)
    {
        var limit = Limit(range);
        var (to, descending) = (range.To ?? long.MaxValue, range.From is null);
        using var reader = (range.From is { } from
            ? session.Statement(TradesFrom, series, from, to, limit)
            : session.Statement(TradesBefore, series, to, limit)).ExecuteReader();
        var rows = ImmutableArray.CreateBuilder<Trade>();
        while (reader.Read())
        {
            rows.Add(new Trade(
                reader.GetInt64(0),
                ExactNumber.Read(reader, 1),
                ExactNumber.Read(reader, 2),
                reader.GetInt64(3),
                reader.GetInt64(4) != 0,
                reader.GetInt64(5),
                reader.GetInt64(6)));
        }

        return Ascending(rows, descending);
    }

    public static ImmutableArray<Bar> ReadBars(SqliteSession session, string series, Interval interval, TimeRange range)
    {
        var limit = Limit(range);
        var (to, descending) = (range.To ?? long.MaxValue, range.From is null);
        using var reader = (range.From is { } from
            ? session.Statement(BarsFrom, series, interval.Ms(), from, to, limit)
            : session.Statement(BarsBefore, series, interval.Ms(), to, limit)).ExecuteReader();
        var rows = ImmutableArray.CreateBuilder<Bar>();
        while (reader.Read())
        {
            rows.Add(ReadBar(reader));
        }

        return Ascending(rows, descending);
    }

    /// <summary>Deletes the oldest trades before a time, at most <paramref name="most"/>; the number deleted.</summary>
    public static int DeleteTrades(SqliteSession session, long series, long before, int most) => session.Execute(
        """
        DELETE FROM trades WHERE series = ?1 AND (time, id) <= (SELECT time, id FROM
          (SELECT time, id FROM trades WHERE series = ?1 AND time < ?2 ORDER BY time, id LIMIT ?3) ORDER BY time DESC, id DESC LIMIT 1)
        """,
        series,
        before,
        (long)most);

    /// <summary>Deletes the oldest bars that open before a time, at most <paramref name="most"/>; the number deleted.</summary>
    public static int DeleteBars(SqliteSession session, long series, Interval interval, long before, int most) => session.Execute(
        """
        DELETE FROM bars WHERE series = ?1 AND interval = ?2 AND open_time <= (SELECT MAX(open_time) FROM
          (SELECT open_time FROM bars WHERE series = ?1 AND interval = ?2 AND open_time < ?3 ORDER BY open_time LIMIT ?4))
        """,
        series,
        interval.Ms(),
        before,
        (long)most);

    /// <summary>The greatest trade time or open time of a series; null when it is empty.</summary>
    public static long? Newest(SqliteSession session, long series) => (long?)session.Scalar(
        "SELECT MAX(t) FROM (SELECT MAX(time) AS t FROM trades WHERE series = ?1 " +
        string.Concat(Intervals.All.Select(interval => $"UNION ALL SELECT MAX(open_time) FROM bars WHERE series = ?1 AND interval = {interval.Ms()} ")) + ")",
        series);

    private static Bar ReadBar(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        ExactNumber.Read(reader, 1),
        ExactNumber.Read(reader, 2),
        ExactNumber.Read(reader, 3),
        ExactNumber.Read(reader, 4),
        ExactNumber.Read(reader, 5),
        ExactNumber.Read(reader, 6),
        ExactNumber.Read(reader, 7),
        reader.GetInt64(8),
        reader.IsDBNull(9) ? null : reader.GetInt64(9),
        reader.IsDBNull(10) ? null : reader.GetInt64(10),
        (BarQuality)reader.GetInt64(11),
        (int)reader.GetInt64(12),
        (BarSource)reader.GetInt64(13));

    private static long Limit(TimeRange range) => Math.Clamp(range.Limit, 1, IHistoryGrain.MaxRows);

    private static ImmutableArray<T> Ascending<T>(ImmutableArray<T>.Builder rows, bool descending)
    {
        if (descending)
        {
            rows.Reverse();
        }

        return rows.DrainToImmutable();
    }
}
