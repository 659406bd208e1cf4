using QuantPlatform.Contracts.History;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Storage.Sqlite;
using Xunit;

namespace QuantPlatform.Tests.Silo.Storage;

public sealed class SqliteBackupTests : IDisposable
{
    private const string Series = "demo:BTCUSDT";
    private readonly TestFolder folder = new();
    private readonly TestFolder elsewhere = new();

    public void Dispose()
    {
        folder.Dispose();
        elsewhere.Dispose();
    }

    [Fact]
    public async Task Backup_WhileANodeWrites_ThenRestore_GivesAConsistentState()
    {
        var copy = elsewhere.File("copy.db");
        using (var store = SqliteFixtures.Open(folder.Path))
        {
            var market = new SqliteMarketStore(store);
            await market.Append(Write(0));
            using var stop = new CancellationTokenSource();
            var writing = Task.Run(async () =>
            {
                for (var i = 1; !stop.IsCancellationRequested; i++)
                {
                    await market.Append(Write(i));
                }
            });
            SqliteBackup.Backup(folder.Path, copy);
            await stop.CancelAsync();
            await writing;
        }

        SqliteBackup.Restore(folder.Path, copy);

        using var restored = SqliteFixtures.Open(folder.Path);
        var reader = new SqliteMarketStore(restored);
        var last = BitConverter.ToInt32((await reader.ReadState(Series))!);
        Assert.Equal((last + 1) * 100, (await reader.ReadTrades(Series, new TimeRange(null, null, 1)))[0].Id);
    }

    [Fact]
    public async Task Restore_OverNewerData_BringsBackTheCopyAlone()
    {
        var copy = elsewhere.File("copy.db");
        using (var store = SqliteFixtures.Open(folder.Path))
        {
            var market = new SqliteMarketStore(store);
            await market.Append(Write(0));
            SqliteBackup.Backup(folder.Path, copy);
            await market.Append(Write(1));
        }

        SqliteBackup.Restore(folder.Path, copy);

        using var restored = SqliteFixtures.Open(folder.Path);
        Assert.Equal(100, (await new SqliteMarketStore(restored).ReadTrades(Series, new TimeRange(null, null, 5_000))).Length);
    }

    [Fact]
    public void Restore_WhileANodeRuns_IsRefused()
    {
        using var store = SqliteFixtures.Open(folder.Path);
        var copy = elsewhere.File("copy.db");
        SqliteBackup.Backup(folder.Path, copy);

        Assert.Contains("in use", Assert.Throws<NodeRefusedException>(() => SqliteBackup.Restore(folder.Path, copy)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_ADamagedCopy_IsRefusedAndKeepsTheData()
    {
        var copy = elsewhere.File("copy.db");
        using (var store = SqliteFixtures.Open(folder.Path))
        {
            for (var i = 0; i < 50; i++)
            {
                await new SqliteMarketStore(store).Append(Write(i));
            }
        }

        SqliteBackup.Backup(folder.Path, copy);
        var bytes = File.ReadAllBytes(copy);
        bytes.AsSpan(8_192, 8_192).Fill(0xAA);
        File.WriteAllBytes(copy, bytes);

        Assert.Throws<NodeRefusedException>(() => SqliteBackup.Restore(folder.Path, copy));
        using var kept = SqliteFixtures.Open(folder.Path);
        Assert.Equal(5_000, (await new SqliteMarketStore(kept).ReadTrades(Series, new TimeRange(null, null, 5_000))).Length);
        Assert.Equal(["node.lock", "node.pid", "quantplatform.db", "quantplatform.db-shm", "quantplatform.db-wal"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Restore_AForeignFile_IsRefused()
    {
        SqliteFixtures.Open(folder.Path).Dispose();
        var foreign = elsewhere.File("foreign.db");
        using (var session = new SqliteSession(foreign, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWriteCreate, "CREATE TABLE t(x);"))
        {
            Assert.Equal(0L, session.Scalar("SELECT COUNT(*) FROM t"));
        }

        Assert.Equal("restore", Assert.Throws<NodeRefusedException>(() => SqliteBackup.Restore(folder.Path, foreign)).Key);
        Assert.Equal("restore", Assert.Throws<NodeRefusedException>(() => SqliteBackup.Restore(folder.Path, elsewhere.File("absent"))).Key);
    }

    [Fact]
    public void Backup_OntoAnExistingFileOrFromNothing_IsRefused()
    {
        Assert.Equal("Storage:Path", Assert.Throws<NodeRefusedException>(() => SqliteBackup.Backup(folder.Path, elsewhere.File("a"))).Key);
        SqliteFixtures.Open(folder.Path).Dispose();
        File.WriteAllText(elsewhere.File("b"), "mine");

        Assert.Equal("backup", Assert.Throws<NodeRefusedException>(() => SqliteBackup.Backup(folder.Path, elsewhere.File("b"))).Key);
        Assert.Equal("mine", File.ReadAllText(elsewhere.File("b")));
    }

    private static MarketWrite Write(int i) => new(Series, Samples.Trades((i * 100) + 1, 100), [], BitConverter.GetBytes(i));
}
