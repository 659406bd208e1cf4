using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Storage.Sqlite;
using Xunit;

namespace QuantPlatform.Tests.Silo.Storage;

public sealed class SqliteMarketStoreTests : MarketStoreContract
{
    private readonly TestFolder folder = new();
    private SqliteStore store;

    public SqliteMarketStoreTests() => store = SqliteFixtures.Open(folder.Path);

    protected override IMarketStore Store => new SqliteMarketStore(store);

    public override void Dispose()
    {
        store.Dispose();
        folder.Dispose();
        base.Dispose();
    }

    [Fact]
    public async Task Append_ThenReopen_ReadsItBack()
    {
        await Store.Append(new MarketWrite(Series, Samples.Trades(1, 10), [], [9]));
        store.Dispose();
        store = SqliteFixtures.Open(folder.Path);

        Assert.Equal(Samples.Trades(1, 10).ToArray(), await Store.ReadTrades(Series, All(100)));
        Assert.Equal([9], await Store.ReadState(Series));
    }

    [Fact]
    public async Task Append_WhenTheProcessIsKilled_LosesNothingAcknowledgedAndTearsNothing()
    {
        store.Dispose();
        var acknowledged = await StoreChild.RunUntilKilled("market-writer", folder.Path, lines: 60);
        store = SqliteFixtures.Open(folder.Path);

        var state = BitConverter.ToInt64((await Store.ReadState(Series))!);
        Assert.True(state >= long.Parse(acknowledged[^1], CultureInfo.InvariantCulture));
        var (count, from) = (0L, (long?)0L);
        while (await Store.ReadTrades(Series, new TimeRange(from, null, 5_000)) is { Length: > 0 } page)
        {
            Assert.All(page, trade => Assert.Equal(Samples.Trade(++count), trade));
            from = page[^1].Time + 1;
        }

        Assert.Equal((state + 1) * StoreChild.TradesPerWrite, count);
    }

    [Fact]
    public async Task Append_AfterClose_IsRefused()
    {
        store.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.Append(new MarketWrite(Series, [], [], [1])));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.ReadState(Series));
    }

    [Fact]
    public async Task Close_WithWritesWaiting_FinishesThem()
    {
        var appends = Enumerable.Range(0, 200).Select(i => Store.Append(new MarketWrite(Series, Samples.Trades((i * 100) + 1, 100), [], null))).ToList();
        store.Dispose();
        await Task.WhenAll(appends);
        var leftBehind = Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        store = SqliteFixtures.Open(folder.Path);

        Assert.Equal(["node.lock", "node.pid", "quantplatform.db"], leftBehind);
        Assert.Equal(20_000, (await Store.ReadTrades(Series, All(1)))[0].Id);
    }

    [Fact]
    public async Task Sweep_DeletesWhatIsOlderThanTheNewestRowAllows()
    {
        var newest = TimeSpan.FromDays(400).Ticks / TimeSpan.TicksPerMillisecond;
        var hour = TimeSpan.TicksPerHour / TimeSpan.TicksPerMillisecond;
        long[] ages = [0, 47, 48, 49, 24 * 8, 24 * 366];
        await Store.Append(new MarketWrite(
            Series,
            [.. ages.Select((age, i) => Samples.Trade(i) with { Time = newest - (age * hour) })],
            [.. Intervals.All.SelectMany(interval => ages.Select(age => new StoredBar(interval, Samples.Bar(newest - (age * hour)))))],
            null));
        await Store.Append(new MarketWrite("upload/u/d", [.. ages.Select((age, i) => Samples.Trade(i) with { Time = newest - (age * hour) })], [], null));

        Assert.Equal(3 + 2 + 1, await Retention().Sweep());
        Assert.Equal([newest - (48 * hour), newest - (47 * hour), newest], (await Store.ReadTrades(Series, All(10))).Select(trade => trade.Time));
        Assert.Equal(4, (await Store.ReadBars(Series, Interval.OneSecond, All(10))).Length);
        Assert.Equal(5, (await Store.ReadBars(Series, Interval.OneMinute, All(10))).Length);
        Assert.Equal(6, (await Store.ReadBars(Series, Interval.OneHour, All(10))).Length);
        Assert.Equal(6, (await Store.ReadTrades("upload/u/d", All(10))).Length);
    }

    [Fact]
    public async Task Sweep_BesideIngestion_DeletesWhatIsOldAndNothingElse()
    {
        const int old = 60_000;
        for (var first = 1; first < old; first += 5_000)
        {
            await Store.Append(new MarketWrite(Series, Samples.Trades(first, 5_000), [], null));
        }

        var later = TimeSpan.TicksPerDay * 30 / TimeSpan.TicksPerMillisecond;
        await Store.Append(new MarketWrite(Series, [Samples.Trade(old + 1) with { Time = later }], [], null));
        var sweep = Retention().Sweep();
        var appended = 1;
        while (!sweep.IsCompleted)
        {
            appended++;
            await Store.Append(new MarketWrite(Series, [Samples.Trade(old + appended) with { Time = later + appended }], [], null));
        }

        Assert.Equal(old, await sweep);
        Assert.Equal(old + 1, (await Store.ReadTrades(Series, new TimeRange(0, null, 1)))[0].Id);
        Assert.Equal(old + appended, (await Store.ReadTrades(Series, new TimeRange(null, null, 1)))[0].Id);
    }

    private SqliteRetention Retention() =>
        new(store, Options.Create(new StorageOptions()), SqliteFixtures.Metrics, TimeProvider.System, NullLogger<SqliteRetention>.Instance);
}
