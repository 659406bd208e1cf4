using System.Globalization;
using Microsoft.Data.Sqlite;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Storage.Sqlite;

/// <summary>Copies of a data folder's database: taken while a node runs, put back while none does.</summary>
public static class SqliteBackup
{
    /// <summary>Writes a consistent, compact copy of the database in <paramref name="folder"/> to <paramref name="target"/>; a running node goes on writing.</summary>
    /// <exception cref="NodeRefusedException">There is no database, or the target exists or cannot be written.</exception>
    public static void Backup(string folder, string target)
    {
        var file = Path.Combine(folder, SqliteFile.Name);
        target = Path.GetFullPath(target);
        if (!File.Exists(file))
        {
            throw new NodeRefusedException("Storage:Path", $"there is no database in '{folder}'.");
        }

        if (File.Exists(target))
        {
            throw new NodeRefusedException("backup", $"'{target}' exists. Name a new file.");
        }

        var unfinished = target + ".unfinished";
        try
        {
            File.Delete(unfinished);
            using (var session = SqliteFile.OpenReader(file))
            {
                session.Execute("VACUUM INTO ?1", unfinished);
            }

            Settle(unfinished);
            File.Move(unfinished, target);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            File.Delete(unfinished);
            throw new NodeRefusedException("backup", $"'{target}' could not be written ({e.Message}).", e);
        }
    }

    /// <summary>Replaces the database in <paramref name="folder"/> by the copy <paramref name="source"/>, whole or not at all.</summary>
    /// <exception cref="NodeRefusedException">A node holds the folder, or the copy is damaged or not one of ours.</exception>
    public static void Restore(string folder, string source)
    {
        using var held = DataFolder.Acquire(folder);
        var file = Path.Combine(held.Path, SqliteFile.Name);
        var incoming = file + ".incoming";
        try
        {
            File.Copy(source, incoming, overwrite: true);
            Examine(incoming, source);
            Settle(incoming);
            FoldLog(file);
            File.Move(incoming, file, overwrite: true);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new NodeRefusedException("restore", $"'{source}' could not be restored ({e.Message}). The data folder is as it was.", e);
        }
        finally
        {
            File.Delete(incoming);
        }
    }

    private static void Examine(string incoming, string source)
    {
        using var session = new SqliteSession(incoming, SqliteOpenMode.ReadWrite, "");
        if (Convert.ToInt32(session.Scalar("PRAGMA application_id"), CultureInfo.InvariantCulture) != SqliteFile.ApplicationId)
        {
            throw new NodeRefusedException("restore", $"'{source}' is not a backup of this platform.");
        }

        SqliteFile.Prepare(session, source);
        if (session.Scalar("PRAGMA integrity_check(1)") is not "ok")
        {
            throw new NodeRefusedException("restore", $"'{source}' is damaged.");
        }
    }

    // A write-ahead log that outlives its database would be replayed into the next one, so the old log goes first.
    private static void FoldLog(string file)
    {
        if (!File.Exists(file))
        {
            return;
        }

        try
        {
            using var session = new SqliteSession(file, SqliteOpenMode.ReadWrite, "");
            session.Scalar("PRAGMA wal_checkpoint(TRUNCATE)");
            session.Scalar("PRAGMA journal_mode=DELETE");
        }
        catch (SqliteException)
        {
            // The old database is damaged, which may be why it is replaced.
        }

        File.Delete(file + "-wal");
        File.Delete(file + "-shm");
    }

    private static void Settle(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }
}
