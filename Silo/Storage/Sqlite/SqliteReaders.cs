using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace QuantPlatform.Silo.Storage.Sqlite;

/// <summary>A few threads with a reading connection each. SQLite blocks while it reads; here it never blocks a thread of the pool.</summary>
internal sealed class SqliteReaders : IDisposable
{
    /// <summary>Reads that may wait; further ones are refused, so that a flood shows as errors and not as memory.</summary>
    public const int QueueBound = 10_000;

    private readonly BlockingCollection<Action<SqliteSession>> queue = new(QueueBound);
    private readonly List<Thread> threads = [];

    public SqliteReaders(string file, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var session = SqliteFile.OpenReader(file);
            var thread = new Thread(() => Run(session)) { IsBackground = true, Name = "sqlite-reader-" + i };
            threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>Runs <paramref name="work"/> on a reading connection; it sees every write that had completed before.</summary>
    /// <exception cref="IOException">The database could not read, or too many reads wait.</exception>
    public Task<T> Read<T>(Func<SqliteSession, T> work)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Do(SqliteSession session)
        {
            try
            {
                completion.SetResult(work(session));
            }
            catch (SqliteException e)
            {
                completion.SetException(new IOException($"The database could not read: {e.Message}", e));
            }
            catch (Exception e)
            {
                completion.SetException(e);
            }
        }

        try
        {
            return queue.TryAdd(Do) ? completion.Task : Task.FromException<T>(new IOException($"More than {QueueBound} reads of the store wait."));
        }
        catch (InvalidOperationException)
        {
            return Task.FromException<T>(new ObjectDisposedException(nameof(SqliteReaders), "The store is closed."));
        }
    }

    /// <summary>Finishes what waits and closes the connections.</summary>
    public void Dispose()
    {
        queue.CompleteAdding();
        threads.ForEach(thread => thread.Join());
        queue.Dispose();
    }

    private void Run(SqliteSession session)
    {
        foreach (var work in queue.GetConsumingEnumerable())
        {
            work(session);
        }

        session.Dispose();
    }
}
