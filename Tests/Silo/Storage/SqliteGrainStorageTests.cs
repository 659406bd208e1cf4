using System.Globalization;
using Microsoft.Data.Sqlite;
using Orleans.Runtime;
using Orleans.Storage;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Storage.Sqlite;
using Xunit;

namespace QuantPlatform.Tests.Silo.Storage;

public sealed class SqliteGrainStorageTests : GrainStorageContract
{
    private readonly TestFolder folder = new();
    private SqliteStore store;

    public SqliteGrainStorageTests() => store = SqliteFixtures.Open(folder.Path);

    protected override IGrainStorage Storage => new SqliteGrainStorage(store, new GrainStateSerializer(GrainStateJson.Default));

    public override void Dispose()
    {
        store.Dispose();
        folder.Dispose();
        base.Dispose();
    }

    [Fact]
    public async Task Write_WhenTheProcessIsKilled_LosesNothingAcknowledged()
    {
        store.Dispose();
        var acknowledged = await StoreChild.RunUntilKilled("grain-writer", folder.Path, lines: 200);
        store = SqliteFixtures.Open(folder.Path);

        var last = acknowledged.Select(line => line.Split(' ')).GroupBy(parts => parts[0])
            .ToDictionary(group => group.Key, group => group.Max(parts => int.Parse(parts[1], CultureInfo.InvariantCulture)));
        Assert.Equal(StoreChild.Grains, last.Count);
        foreach (var (grain, number) in last)
        {
            var state = await Read(GrainId.Create("account", "g" + grain));
            Assert.InRange(state.State!.CreatedAt, number, number + 1);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(13)]
    [InlineData(16)]
    [InlineData(-1)]
    public async Task Read_OneByteChanged_IsRefusedByName(int position)
    {
        await Write(GrainId.Create("account", "u1"), 1);
        Tamper(data =>
        {
            data[position < 0 ? data.Length + position : position] ^= 0x20;
            return data;
        });

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => Read(GrainId.Create("account", "u1")));
        Assert.Contains("state 'account' of grain 'account/u1'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(16)]
    [InlineData(40)]
    public async Task Read_CutShort_IsRefusedByName(int length)
    {
        await Write(GrainId.Create("account", "u1"), 1);
        Tamper(data => data[..length]);

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => Read(GrainId.Create("account", "u1")));
        Assert.Contains("account/u1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ATypeThatIsNotListed_SaysWhatToDo()
    {
        var state = new TestGrainState<Unlisted> { State = new Unlisted() };

        var refusal = await Assert.ThrowsAsync<NotSupportedException>(() => Storage.WriteStateAsync("x", GrainId.Create("a", "b"), state));
        Assert.Contains(nameof(GrainStateJson), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_BesideALoadOfMarketData_IsNotStarved()
    {
        var market = new SqliteMarketStore(store);
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var i = 0L; !stop.IsCancellationRequested; i++)
            {
                await market.Append(new MarketWrite("demo:L" + writer, Samples.Trades((i * 500) + 1, 500), [], null));
            }
        })).ToList();
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < 50; i++)
        {
            var started = TimeProvider.System.GetTimestamp();
            await Write(GrainId.Create("account", "busy" + i), i);
            var took = TimeProvider.System.GetElapsedTime(started);
            slowest = took > slowest ? took : slowest;
        }

        await stop.CancelAsync();
        await Task.WhenAll(load);
        Assert.True(slowest < TimeSpan.FromSeconds(20), $"a grain's write waited {slowest}");
    }

    [Theory]
    [InlineData("", 0x00000000u)]
    [InlineData("123456789", 0xE3069283u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x22620404u)]
    public void Checksum_PublishedVectors_Match(string text, uint expected) =>
        Assert.Equal(expected, GrainStateBlob.Checksum(System.Text.Encoding.ASCII.GetBytes(text)));

    private void Tamper(Func<byte[], byte[]> change)
    {
        using var connection = new SqliteConnection($"Data Source={store.File};Pooling=False");
        connection.Open();
        using var read = connection.CreateCommand();
        read.CommandText = "SELECT data FROM grain_states";
        var changed = change((byte[])read.ExecuteScalar()!);
        using var write = connection.CreateCommand();
        write.CommandText = "UPDATE grain_states SET data = $data";
        write.Parameters.AddWithValue("$data", changed);
        Assert.Equal(1, write.ExecuteNonQuery());
    }

    private sealed class Unlisted;
}
