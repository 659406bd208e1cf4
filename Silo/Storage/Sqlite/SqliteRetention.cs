using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Storage.Sqlite;

/// <summary>
/// Deletes rows past their retention, counted back from the newest row of their series. It walks all series every half minute in slices of at most
/// <see cref="SliceRows"/> rows between other writes, so that an append waits for one slice at most. Uploads stay until they are deleted.
/// </summary>
internal sealed partial class SqliteRetention(SqliteStore store, IOptions<StorageOptions> options, StorageMetrics metrics, TimeProvider time, ILogger<SqliteRetention> logger)
    : BackgroundService
{
    /// <summary>Most rows deleted in one transaction.</summary>
    public const int SliceRows = 2_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>Walks all series once; completes when nothing is past its retention any more.</summary>
    /// <returns>The number of rows deleted.</returns>
    public async Task<long> Sweep()
    {
        var (position, deleted) = (0L, 0L);
        await store.Writer.Housekeep(session =>
        {
            if (Next(session, position) is not var (series, name))
            {
                return false;
            }

            var slice = name.StartsWith("upload/", StringComparison.Ordinal) ? 0 : Slice(session, series);
            deleted += slice;
            metrics.Retired(slice);
            position = slice > 0 ? position : series;
            return true;
        });
        return deleted;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Swept(logger, await Sweep().WaitAsync(stoppingToken));
            }
            catch (IOException e)
            {
                Failed(logger, e);
            }
        }
    }

    private static (long Id, string Name)? Next(SqliteSession session, long after)
    {
        using var reader = session.Statement("SELECT id, name FROM series WHERE id > ?1 ORDER BY id LIMIT 1", after).ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetString(1)) : null;
    }

    private int Slice(SqliteSession session, long series)
    {
        if (MarketRows.Newest(session, series) is not { } newest)
        {
            return 0;
        }

        var retention = options.Value.Retention;
        var deleted = MarketRows.DeleteTrades(session, series, Before(newest, retention.OfTrades()), SliceRows);
        foreach (var interval in Intervals.All)
        {
            if (deleted > 0)
            {
                break;
            }

            deleted = MarketRows.DeleteBars(session, series, interval, Before(newest, retention.Of(interval)), SliceRows);
        }

        return deleted;
    }

    private static long Before(long newest, TimeSpan kept) => newest - (long)kept.TotalMilliseconds;

    [LoggerMessage(LogLevel.Debug, "Deleted {Rows} rows past their retention")]
    private static partial void Swept(ILogger logger, long rows);

    [LoggerMessage(LogLevel.Warning, "Rows past their retention could not be deleted; it is tried again")]
    private static partial void Failed(ILogger logger, Exception exception);
}
