using QuantPlatform.Silo.Storage.Sqlite;
using Xunit;

namespace QuantPlatform.Tests.Silo.Storage;

public sealed class SqliteWriterTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private readonly TestFolder folder = new();
    private readonly SqliteStore store;

    public SqliteWriterTests() => store = SqliteFixtures.Open(folder.Path);

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Write_BesideHousekeeping_WaitsForOneSliceAtMost()
    {
        using var entered = new SemaphoreSlim(0);
        using var gate = new SemaphoreSlim(0);
        var slices = 0;
        var chore = store.Writer.Housekeep(_ =>
        {
            entered.Release();
            gate.Wait(Soon);
            return ++slices < 10;
        });
        Assert.True(await entered.WaitAsync(Soon));
        var write = store.Writer.Write(Durability.Normal, 1, _ => slices);
        gate.Release();

        Assert.Equal(1, await write.WaitAsync(Soon));
        gate.Release(9);
        await chore.WaitAsync(Soon);
    }

    [Fact]
    public async Task Write_ThatThrows_IsUndoneAloneAndItsGroupIsKept()
    {
        var writes = new[] { 1, 2, 3 }.Select(number => store.Writer.Write(Durability.Full, 1, session =>
        {
            session.Execute("INSERT INTO protection_keys(name, xml) VALUES(?1, '<k/>')", "key" + number);
            return number == 2 ? throw new InvalidOperationException("no") : number;
        })).ToList();

        await Assert.ThrowsAsync<InvalidOperationException>(() => writes[1]);
        Assert.Equal((1, 3), (await writes[0], await writes[2]));
        Assert.Equal(2, new SqliteXmlRepository(store).GetAllElements().Count);
    }

    [Fact]
    public async Task Write_ThatTheDatabaseRefuses_FailsAndTheNextSucceeds()
    {
        await Assert.ThrowsAsync<IOException>(() => store.Writer.Write(Durability.Normal, 1, session => session.Execute("INSERT INTO no_such_table VALUES(1)")));

        Assert.Equal(7, await store.Writer.Write(Durability.Normal, 1, _ => 7));
    }

    [Fact]
    public async Task Housekeep_AnotherChore_ReplacesTheOneAtWork()
    {
        var endless = store.Writer.Housekeep(_ => true);
        await store.Writer.Housekeep(_ => false).WaitAsync(Soon);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless.WaitAsync(Soon));
    }
}
