using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Storage.Sqlite;

/// <summary>The open database of a data folder: one writing thread, a few reading ones, and the folder's lock for as long as it is open.</summary>
public sealed partial class SqliteStore : IDisposable
{
    private const int ReadingThreads = 3;
    private readonly DataFolder folder;
    private readonly ILogger<SqliteStore> logger;
    private bool closed;

    /// <summary>Takes <paramref name="path"/> and opens or creates the database in it.</summary>
    /// <exception cref="NodeRefusedException">The folder cannot be written, another process holds it, or the file is not a readable database of this release.</exception>
    public SqliteStore(string path, StorageMetrics metrics, ILogger<SqliteStore> logger)
    {
        this.logger = logger;
        folder = DataFolder.Acquire(path);
        File = Path.Combine(folder.Path, SqliteFile.Name);
        try
        {
            Writer = new SqliteWriter(File, metrics, logger);
            Readers = new SqliteReaders(File, ReadingThreads);
        }
        catch (SqliteException e)
        {
            Writer?.Dispose();
            folder.Dispose();
            throw new NodeRefusedException("Storage:Path", $"'{File}' cannot be opened ({e.Message}). Restore a backup of it, or give another folder.", e);
        }
        catch
        {
            folder.Dispose();
            throw;
        }

        Opened(logger, File);
    }

    /// <summary>The database file's full path.</summary>
    public string File { get; }

    internal SqliteWriter Writer { get; }

    internal SqliteReaders Readers { get; }

    /// <summary>Writes what waits, closes the file and gives the folder up.</summary>
    public void Dispose()
    {
        if (closed)
        {
            return;
        }

        closed = true;
        // The last connection folds the log into the file, and only a writing one can.
        Readers.Dispose();
        Writer.Dispose();
        folder.Dispose();
        Closed(logger, File);
    }

    [LoggerMessage(LogLevel.Information, "Store {File} is open")]
    private static partial void Opened(ILogger logger, string file);

    [LoggerMessage(LogLevel.Information, "Store {File} is closed")]
    private static partial void Closed(ILogger logger, string file);
}
