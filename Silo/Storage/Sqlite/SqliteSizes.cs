using System.Collections.Immutable;

namespace QuantPlatform.Silo.Storage.Sqlite;

/// <summary>Sizes of the database file. Rows of trades and bars are not counted: that would read the whole file.</summary>
internal sealed class SqliteSizes(SqliteStore store) : IStorageSizes
{
    public Task<StorageSizes> Read() => store.Readers.Read(session =>
    {
        var page = Number(session, "PRAGMA page_size");
        return new StorageSizes(
            store.File,
            ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, long>
            {
                ["database"] = Length(store.File),
                ["log"] = Length(store.File + "-wal"),
                ["free"] = Number(session, "PRAGMA freelist_count") * page,
                ["grainStates"] = Number(session, "SELECT COALESCE(SUM(LENGTH(data)), 0) FROM grain_states"),
            }),
            ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, long>
            {
                ["series"] = Number(session, "SELECT COUNT(*) FROM series"),
                ["grainStates"] = Number(session, "SELECT COUNT(*) FROM grain_states"),
            }));
    });

    private static long Number(SqliteSession session, string statement) => Convert.ToInt64(session.Scalar(statement), System.Globalization.CultureInfo.InvariantCulture);

    private static long Length(string file) => new FileInfo(file) is { Exists: true } info ? info.Length : 0;
}
