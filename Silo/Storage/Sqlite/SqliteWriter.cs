using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace QuantPlatform.Silo.Storage.Sqlite;

/// <summary>
/// The one thread that writes. SQLite allows one writer at a time, so two connections (one per <see cref="Durability"/>) that take turns on a thread wait for nobody,
/// while connections on several threads would poll for the lock. What waits is committed in groups: grain states first, then market data, then one slice of housekeeping.
/// </summary>
internal sealed partial class SqliteWriter : IDisposable
{
    /// <summary>Writes that may wait per durability; a caller beyond that waits for room.</summary>
    public const int QueueBound = 2_048;

    private const int GroupRows = 5_000;

    // After a slice of housekeeping, so that whoever was just acknowledged can hand in the next write before the next slice.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(2);

    private readonly Lane full;
    private readonly Lane normal;
    private readonly AutoResetEvent wake = new(false);
    private readonly StorageMetrics metrics;
    private readonly ILogger logger;
    private readonly Thread thread;
    private Chore? chore;
    private volatile bool stopping;

    public SqliteWriter(string file, StorageMetrics metrics, ILogger logger)
    {
        this.metrics = metrics;
        this.logger = logger;
        full = new Lane(SqliteFile.OpenWriter(file, Durability.Full), "full");
        SqliteFile.Prepare(full.Session, file);
        normal = new Lane(SqliteFile.OpenWriter(file, Durability.Normal), "normal");
        thread = new Thread(Run) { IsBackground = true, Name = "sqlite-writer" };
        thread.Start();
    }

    /// <summary>Runs <paramref name="work"/> inside a transaction and completes when that is committed. What throws is undone alone and the exception is handed on.</summary>
    /// <param name="rows">About how many rows it writes.</param>
    /// <exception cref="IOException">The database refused or could not write.</exception>
    public async Task<T> Write<T>(Durability durability, int rows, Func<SqliteSession, T> work)
    {
        var write = new Pending<T>(rows, work);
        var lane = durability == Durability.Full ? full : normal;
        try
        {
            await lane.Queue.Writer.WriteAsync(write).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteWriter), "The store is closed.");
        }

        wake.Set();
        return await write.Completion.Task.ConfigureAwait(false);
    }

    /// <summary>Runs <paramref name="slice"/> again and again, each time in a transaction of its own between other writes, until it answers false.</summary>
    /// <exception cref="IOException">The database could not write.</exception>
    public Task Housekeep(Func<SqliteSession, bool> slice)
    {
        var next = new Chore(slice);
        Interlocked.Exchange(ref chore, next)?.Completion.TrySetCanceled();
        wake.Set();
        return next.Completion.Task;
    }

    /// <summary>Writes what waits, folds the log into the file and closes it.</summary>
    public void Dispose()
    {
        full.Queue.Writer.TryComplete();
        normal.Queue.Writer.TryComplete();
        stopping = true;
        wake.Set();
        thread.Join();
        wake.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            var last = stopping;
            var busy = Commit(full) | Commit(normal);
            if (last)
            {
                if (!busy)
                {
                    break;
                }

                continue;
            }

            if (KeepHouse())
            {
                wake.WaitOne(Breath);
            }
            else if (!busy)
            {
                wake.WaitOne();
            }
        }

        Volatile.Read(ref chore)?.Completion.TrySetCanceled();
        normal.Session.Dispose();
        full.Session.Dispose();
    }

    private bool Commit(Lane lane)
    {
        if (!lane.Queue.Reader.TryPeek(out _))
        {
            return false;
        }

        var group = new List<IPending>();
        var rows = 0;
        var started = metrics.Start();
        try
        {
            lane.Session.Execute("BEGIN IMMEDIATE");
            while (rows < GroupRows && lane.Queue.Reader.TryRead(out var write))
            {
                group.Add(write);
                rows += write.Rows;
                lane.Session.Execute("SAVEPOINT one");
                if (!write.Apply(lane.Session))
                {
                    lane.Session.Execute("ROLLBACK TO one");
                }

                lane.Session.Execute("RELEASE one");
            }

            lane.Session.Execute("COMMIT");
        }
        catch (SqliteException e)
        {
            Abandon(lane, group, e);
            return true;
        }

        metrics.Committed(started, lane.Name, rows);
        foreach (var write in group)
        {
            write.Complete();
        }

        return true;
    }

    private void Abandon(Lane lane, List<IPending> group, SqliteException cause)
    {
        Rollback(lane);
        if (group.Count == 0 && lane.Queue.Reader.TryRead(out var first))
        {
            group.Add(first);
        }

        WriteFailed(logger, cause, group.Count);
        foreach (var write in group)
        {
            write.Fail(new IOException($"The database could not write: {cause.Message}", cause));
        }
    }

    private static void Rollback(Lane lane)
    {
        try
        {
            lane.Session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has already rolled back by itself (a full disk, for one).
        }
    }

    private bool KeepHouse()
    {
        if (Volatile.Read(ref chore) is not { } current)
        {
            return false;
        }

        try
        {
            normal.Session.Execute("BEGIN IMMEDIATE");
            var more = current.Slice(normal.Session);
            normal.Session.Execute("COMMIT");
            if (!more)
            {
                Interlocked.CompareExchange(ref chore, null, current);
                current.Completion.TrySetResult();
            }

            return more;
        }
        catch (SqliteException e)
        {
            Interlocked.CompareExchange(ref chore, null, current);
            Rollback(normal);
            current.Completion.TrySetException(new IOException($"The database could not write: {e.Message}", e));
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The database refused a group of {Count} writes")]
    private static partial void WriteFailed(ILogger logger, Exception exception, int count);

    private interface IPending
    {
        int Rows { get; }

        bool Apply(SqliteSession session);

        void Complete();

        void Fail(Exception exception);
    }

    private sealed record Chore(Func<SqliteSession, bool> Slice)
    {
        public TaskCompletionSource Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed record Lane(SqliteSession Session, string Name)
    {
        public Channel<IPending> Queue { get; } = Channel.CreateBounded<IPending>(new BoundedChannelOptions(QueueBound) { SingleReader = true });
    }

    private sealed class Pending<T>(int rows, Func<SqliteSession, T> work) : IPending
    {
        private T? result;
        private Exception? refusal;

        public TaskCompletionSource<T> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Rows => rows;

        public bool Apply(SqliteSession session)
        {
            try
            {
                result = work(session);
                return true;
            }
            catch (Exception e) when (e is not SqliteException)
            {
                refusal = e;
                return false;
            }
        }

        public void Complete()
        {
            if (refusal is null)
            {
                Completion.SetResult(result!);
            }
            else
            {
                Completion.SetException(refusal);
            }
        }

        public void Fail(Exception exception) => Completion.TrySetException(exception);
    }
}
