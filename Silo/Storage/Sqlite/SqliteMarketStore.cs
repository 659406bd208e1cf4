using System.Collections.Immutable;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Storage.Sqlite;

/// <summary>Bars and trades in SQLite. Writes are grouped; reads see every append that had completed.</summary>
internal sealed class SqliteMarketStore(SqliteStore store) : IMarketStore
{
    private const int DeleteSlice = 5_000;

    /// <inheritdoc/>
    public Task Append(MarketWrite write)
    {
        var trades = write.Trades.IsDefault ? [] : write.Trades;
        var bars = write.Bars.IsDefault ? [] : write.Bars;
        return store.Writer.Write(Durability.Normal, trades.Length + bars.Length + 1, session =>
        {
            session.Execute("INSERT INTO series(name) VALUES(?1) ON CONFLICT DO NOTHING", write.Series);
            var series = (long)session.Scalar("SELECT id FROM series WHERE name = ?1", write.Series)!;
            foreach (var trade in trades)
            {
                MarketRows.Write(session, series, trade);
            }

            foreach (var bar in bars)
            {
                MarketRows.Write(session, series, bar.Interval, bar.Bar);
            }

            if (write.State is not null)
            {
                session.Execute("INSERT OR REPLACE INTO series_states(series, state) VALUES(?1, ?2)", series, write.State);
            }

            return true;
        });
    }

    /// <inheritdoc/>
    public Task<byte[]?> ReadState(string series) =>
        store.Readers.Read(session => (byte[]?)session.Scalar("SELECT state FROM series_states WHERE series = (SELECT id FROM series WHERE name = ?1)", series));

    /// <inheritdoc/>
    public Task<ImmutableArray<Bar>> ReadBars(string series, Interval interval, TimeRange range) =>
        store.Readers.Read(session => MarketRows.ReadBars(session, series, interval, range));

    /// <inheritdoc/>
    public Task<ImmutableArray<Trade>> ReadTrades(string series, TimeRange range) =>
        store.Readers.Read(session => MarketRows.ReadTrades(session, series, range));

    /// <inheritdoc/>
    public async Task Delete(string series)
    {
        while (await store.Writer.Write(Durability.Normal, DeleteSlice, session => DeleteSome(session, series)))
        {
            // One slice a transaction: others' writes get their turn in between.
        }
    }

    private static bool DeleteSome(SqliteSession session, string name)
    {
        if (session.Scalar("SELECT id FROM series WHERE name = ?1", name) is not long series)
        {
            return false;
        }

        session.Execute("DELETE FROM series_states WHERE series = ?1", series);
        var deleted = MarketRows.DeleteTrades(session, series, long.MaxValue, DeleteSlice);
        foreach (var interval in Intervals.All)
        {
            deleted += deleted >= DeleteSlice ? 0 : MarketRows.DeleteBars(session, series, interval, long.MaxValue, DeleteSlice);
        }

        if (deleted == 0)
        {
            session.Execute("DELETE FROM series WHERE id = ?1", series);
        }

        return deleted > 0;
    }
}
