using Microsoft.Data.Sqlite;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Storage.Sqlite;

/// <summary>The one database file of a data folder: its name, its tables and how it is opened.</summary>
internal static class SqliteFile
{
    /// <summary>The file's name inside the data folder.</summary>
    public const string Name = "quantplatform.db";

    /// <summary>Marks a file as ours (<c>PRAGMA application_id</c>): "QPdb".</summary>
    public const int ApplicationId = 0x51506462;

    /// <summary>The version of the tables below (<c>PRAGMA user_version</c>).</summary>
    public const int Version = 1;

    private const string Tables = """
        CREATE TABLE series(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE series_states(series INTEGER PRIMARY KEY, state BLOB NOT NULL);
        CREATE TABLE trades(series INTEGER NOT NULL, time INTEGER NOT NULL, id INTEGER NOT NULL, price NOT NULL, size NOT NULL,
          buyer_maker INTEGER NOT NULL, first_raw INTEGER NOT NULL, last_raw INTEGER NOT NULL, PRIMARY KEY(series, time, id)) WITHOUT ROWID;
        CREATE TABLE bars(series INTEGER NOT NULL, interval INTEGER NOT NULL, open_time INTEGER NOT NULL, open NOT NULL, high NOT NULL, low NOT NULL,
          close NOT NULL, volume NOT NULL, quote_volume NOT NULL, taker_buy_volume NOT NULL, trades INTEGER NOT NULL, first_id INTEGER, last_id INTEGER,
          quality INTEGER NOT NULL, revision INTEGER NOT NULL, source INTEGER NOT NULL, PRIMARY KEY(series, interval, open_time)) WITHOUT ROWID;
        CREATE TABLE grain_states(grain TEXT NOT NULL, state TEXT NOT NULL, etag TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY(grain, state)) WITHOUT ROWID;
        CREATE TABLE protection_keys(name TEXT PRIMARY KEY, xml TEXT NOT NULL) WITHOUT ROWID;
        """;

    /// <summary>Opens the file for the writing thread.</summary>
    public static SqliteSession OpenWriter(string file, Durability durability) => new(
        file,
        SqliteOpenMode.ReadWriteCreate,
        $"PRAGMA journal_mode=WAL; PRAGMA synchronous={(durability == Durability.Full ? "FULL" : "NORMAL")}; PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-16000;");

    /// <summary>Opens the file for reading.</summary>
    public static SqliteSession OpenReader(string file) => new(file, SqliteOpenMode.ReadOnly, "PRAGMA cache_size=-4000;");

    /// <summary>Creates the tables of a new file, or checks that an existing one is ours and not from a later version.</summary>
    /// <exception cref="NodeRefusedException">It is not.</exception>
    public static void Prepare(SqliteSession session, string file)
    {
        var id = Convert.ToInt32(session.Scalar("PRAGMA application_id"));
        var version = Convert.ToInt32(session.Scalar("PRAGMA user_version"));
        var empty = Convert.ToInt64(session.Scalar("SELECT COUNT(*) FROM sqlite_master")) == 0;
        if (empty && id == 0)
        {
            session.Execute($"BEGIN IMMEDIATE; {Tables} PRAGMA application_id={ApplicationId}; PRAGMA user_version={Version}; COMMIT;");
            return;
        }

        if (id != ApplicationId)
        {
            throw new NodeRefusedException("Storage:Path", $"'{file}' is not a database of this platform. Move it away or give another folder.");
        }

        if (version > Version)
        {
            throw new NodeRefusedException("Storage:Path", $"'{file}' was written by a later release (format {version}, this one reads up to {Version}). Run that release, or give another folder.");
        }
    }
}

/// <summary>When a write counts as done.</summary>
internal enum Durability
{
    /// <summary>Survives the end of the process at any time; the last moments before a power cut may be lost (SQLite <c>synchronous=NORMAL</c>).</summary>
    Normal,

    /// <summary>Survives a power cut (SQLite <c>synchronous=FULL</c>).</summary>
    Full,
}
