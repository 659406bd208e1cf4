using System.Collections.Immutable;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.Silo.Storage;

/// <summary>What every market store does.</summary>
public abstract class MarketStoreContract : IDisposable
{
    protected const string Series = "demo:BTCUSDT";

    protected abstract IMarketStore Store { get; }

    public virtual void Dispose() => GC.SuppressFinalize(this);

    [Fact]
    public async Task ReadTrades_OfUnknownSeries_IsEmpty()
    {
        Assert.Empty(await Store.ReadTrades("demo:NONE", All(10)));
        Assert.Empty(await Store.ReadBars("demo:NONE", Interval.OneMinute, All(10)));
        Assert.Null(await Store.ReadState("demo:NONE"));
    }

    [Fact]
    public async Task Append_TradesBarsAndState_ReadsThemBack()
    {
        var trades = Samples.Trades(1, 3);
        var bar = Samples.Bar(60_000) with { FirstId = null, LastId = null, Quality = BarQuality.Gap, Revision = 2, Source = BarSource.Kline };
        await Store.Append(new MarketWrite(Series, trades, [new StoredBar(Interval.OneMinute, bar), new StoredBar(Interval.OneSecond, Samples.Bar(60_000))], [1, 2, 3]));

        Assert.Equal(trades.ToArray(), await Store.ReadTrades(Series, All(10)));
        Assert.Equal(bar, Assert.Single(await Store.ReadBars(Series, Interval.OneMinute, All(10))));
        Assert.Equal(Samples.Bar(60_000), Assert.Single(await Store.ReadBars(Series, Interval.OneSecond, All(10))));
        Assert.Empty(await Store.ReadBars(Series, Interval.FiveMinutes, All(10)));
        Assert.Equal([1, 2, 3], await Store.ReadState(Series));
    }

    [Fact]
    public async Task Append_WithoutState_KeepsTheStoredOne()
    {
        await Store.Append(new MarketWrite(Series, [], [], [7]));
        await Store.Append(new MarketWrite(Series, Samples.Trades(1, 1), [], null));

        Assert.Equal([7], await Store.ReadState(Series));
    }

    [Fact]
    public async Task Append_TheSameTwice_StoresItOnce()
    {
        var write = new MarketWrite(Series, Samples.Trades(1, 50), [new StoredBar(Interval.OneSecond, Samples.Bar(1_000))], [1]);
        await Store.Append(write);
        await Store.Append(write);

        Assert.Equal(write.Trades.ToArray(), await Store.ReadTrades(Series, All(5_000)));
        Assert.Single(await Store.ReadBars(Series, Interval.OneSecond, All(5_000)));
    }

    [Fact]
    public async Task Append_ABarAgain_TheNewerWins()
    {
        await Store.Append(Bars(Samples.Bar(1_000)));
        await Store.Append(Bars(Samples.Bar(1_000) with { Revision = 1, Close = 3.5m }));

        var bar = Assert.Single(await Store.ReadBars(Series, Interval.OneSecond, All(10)));
        Assert.Equal((1, 3.5m), (bar.Revision, bar.Close));
    }

    [Fact]
    public async Task Append_TradesOfOneMillisecond_KeepsAllInOrderOfId()
    {
        var trades = Samples.Trades(1, 20).Select(trade => trade with { Time = 5_000 }).Reverse().ToImmutableArray();
        await Store.Append(new MarketWrite(Series, trades, [], null));

        Assert.Equal(Enumerable.Range(1, 20).Select(id => (long)id), (await Store.ReadTrades(Series, All(100))).Select(trade => trade.Id));
    }

    [Theory]
    [InlineData(null, null, 3, new long[] { 8, 9, 10 })]
    [InlineData(null, 8_000L, 3, new long[] { 5, 6, 7 })]
    [InlineData(3_000L, null, 2, new long[] { 3, 4 })]
    [InlineData(3_000L, 5_000L, 100, new long[] { 3, 4 })]
    [InlineData(3_001L, 3_999L, 100, new long[0])]
    [InlineData(0L, 1_000L, 100, new long[0])]
    [InlineData(10_000L, null, 0, new long[] { 10 })]
    [InlineData(5_000L, 4_000L, 10, new long[0])]
    public async Task Read_Range_FromInclusiveToExclusiveAscending(long? from, long? to, int limit, long[] expected)
    {
        await Store.Append(new MarketWrite(
            Series,
            [.. Enumerable.Range(1, 10).Select(i => Samples.Trade(i) with { Time = i * 1_000 })],
            [.. Enumerable.Range(1, 10).Select(i => new StoredBar(Interval.OneSecond, Samples.Bar(i * 1_000)))],
            null));
        var range = new TimeRange(from, to, limit);

        Assert.Equal(expected, (await Store.ReadTrades(Series, range)).Select(trade => trade.Id));
        Assert.Equal(expected.Select(i => i * 1_000), (await Store.ReadBars(Series, Interval.OneSecond, range)).Select(bar => bar.OpenTime));
    }

    [Fact]
    public async Task Read_BeyondTheCap_GivesTheCap()
    {
        await Store.Append(new MarketWrite(Series, Samples.Trades(1, IHistoryGrain.MaxRows + 500), [], null));

        Assert.Equal(IHistoryGrain.MaxRows, (await Store.ReadTrades(Series, All(int.MaxValue))).Length);
        Assert.Equal(1, (await Store.ReadTrades(Series, new TimeRange(0, null, int.MaxValue)))[0].Id);
    }

    public static TheoryData<string> ExtremeNumbers => new(
        "0", "0.0000000000000000000000000001", "1.000", "1", "-0.5", "60000.10", "288230376151711743", "288230376151711744", "-288230376151711744.5",
        "79228162514264337593543950335", "-79228162514264337593543950335", "7.9228162514264337593543950335", "18446744073709551615", "9223372036854775808", "0.18446744073709551616");

    [Theory]
    [MemberData(nameof(ExtremeNumbers))]
    public async Task Append_AnyDecimal_ReadsItBackExactly(string text)
    {
        var value = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var bar = Samples.Bar(1_000) with { Open = value, High = value, Low = value, Close = value, Volume = value, QuoteVolume = value, TakerBuyVolume = value };
        await Store.Append(new MarketWrite(Series, [Samples.Trade(1) with { Price = value, Size = value }], [new StoredBar(Interval.OneSecond, bar)], null));

        var trade = Assert.Single(await Store.ReadTrades(Series, All(1)));
        Assert.Equal((value, value), (trade.Price, trade.Size));
        Assert.Equal(bar, Assert.Single(await Store.ReadBars(Series, Interval.OneSecond, All(1))));
    }

    [Fact]
    public async Task Append_ExtremeIdsAndTimes_ReadsThemBack()
    {
        Trade[] trades = [Samples.Trade(long.MinValue) with { Time = -1 }, Samples.Trade(long.MaxValue - 1) with { Time = long.MaxValue - 1, IsBuyerMaker = true }];
        await Store.Append(new MarketWrite(Series, [.. trades], [], null));

        Assert.Equal(trades, await Store.ReadTrades(Series, All(10)));
    }

    [Fact]
    public async Task Append_FromManyAtOnce_KeepsSeriesApartAndWhole()
    {
        const int writers = 8;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var batch = 0; batch < 40; batch++)
            {
                await Store.Append(new MarketWrite("demo:S" + writer, Samples.Trades((batch * 25) + 1, 25), [], BitConverter.GetBytes(batch)));
            }
        })));

        for (var writer = 0; writer < writers; writer++)
        {
            Assert.Equal(Samples.Trades(1, 1_000).ToArray(), await Store.ReadTrades("demo:S" + writer, All(5_000)));
            Assert.Equal(39, BitConverter.ToInt32((await Store.ReadState("demo:S" + writer))!));
        }
    }

    [Fact]
    public async Task Append_AHundredThousandTrades_ReadsThemPageByPage()
    {
        for (var batch = 0; batch < 100; batch++)
        {
            await Store.Append(new MarketWrite(Series, Samples.Trades((batch * 1_000) + 1, 1_000), [], null));
        }

        var (expected, from) = (1L, (long?)0L);
        while (await Store.ReadTrades(Series, new TimeRange(from, null, 5_000)) is { Length: > 0 } page)
        {
            foreach (var trade in page)
            {
                Assert.Equal(Samples.Trade(expected++), trade);
            }

            from = page[^1].Time + 1;
        }

        Assert.Equal(100_001, expected);
    }

    [Fact]
    public async Task Delete_Series_LeavesTheOthers()
    {
        for (var batch = 0; batch < 12; batch++)
        {
            await Store.Append(new MarketWrite(Series, Samples.Trades((batch * 1_000) + 1, 1_000), [new StoredBar(Interval.OneHour, Samples.Bar(batch))], [1]));
        }

        await Store.Append(new MarketWrite("demo:ETHUSDT", Samples.Trades(1, 3), [], [2]));
        await Store.Delete(Series);

        Assert.Empty(await Store.ReadTrades(Series, All(1)));
        Assert.Empty(await Store.ReadBars(Series, Interval.OneHour, All(1)));
        Assert.Null(await Store.ReadState(Series));
        Assert.Equal(3, (await Store.ReadTrades("demo:ETHUSDT", All(10))).Length);
        Assert.Equal([2], await Store.ReadState("demo:ETHUSDT"));
    }

    protected static TimeRange All(int limit) => new(null, null, limit);

    private static MarketWrite Bars(Bar bar) => new(Series, [], [new StoredBar(Interval.OneSecond, bar)], null);
}
