using System.Globalization;
using QuantPlatform.MarketSimulator;
using Xunit;

namespace QuantPlatform.Tests.MarketSimulator;

public sealed class PeriodicStreamsTests : IAsyncLifetime
{
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 5, 4, 10, 20, 59, TimeSpan.Zero));
    private SyntheticMarket _market = null!;
    private ExchangeServer _exchange = null!;

    public async Task InitializeAsync()
    {
        _market = new SyntheticMarket(1, _time);
        _exchange = await ExchangeServer.Start(_market, time: _time);
    }

    public async Task DisposeAsync() => await _exchange.DisposeAsync();

    [Fact]
    public async Task Kline_MinuteEnds_IsSentClosedOnceAsRestHasIt()
    {
        await using var client = await ExchangeClient.Connect(_exchange.MarketUrl, "/ws/btcusdt@kline_1m");
        var open = ExchangeClient.Parse((await client.Read())!);
        Assert.False(open.GetProperty("k").GetProperty("x").GetBoolean());
        Assert.Equal("kline", open.GetProperty("e").GetString());

        _time.Advance(TimeSpan.FromSeconds(2));
        var closed = ExchangeClient.Parse((await client.Read())!).GetProperty("k");
        Assert.True(closed.GetProperty("x").GetBoolean());
        Assert.True(KlineInterval.TryParse("1m", out var minute));
        var start = minute.Floor(_market.Now) - 60_000;
        var row = _market.Klines(_market.Symbols[0], minute, start, start)[0];
        Assert.Equal(
            (row.OpenTime, row.Open, row.High, row.Low, row.Close, row.Volume, row.Trades, row.FirstId, row.LastId),
            (closed.GetProperty("t").GetInt64(), Number(closed, "o"), Number(closed, "h"), Number(closed, "l"), Number(closed, "c"), Number(closed, "v"),
                closed.GetProperty("n").GetInt64(), closed.GetProperty("f").GetInt64(), closed.GetProperty("L").GetInt64()));
        var next = ExchangeClient.Parse((await client.Read())!).GetProperty("k");
        Assert.Equal((start + 60_000, false), (next.GetProperty("t").GetInt64(), next.GetProperty("x").GetBoolean()));

        static decimal Number(System.Text.Json.JsonElement k, string name) => decimal.Parse(k.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task MarkPrice_EverySecond_IsTheLastPrice()
    {
        await using var client = await ExchangeClient.Connect(_exchange.MarketUrl, "/ws/ethusdt@markPrice@1s");
        var mark = ExchangeClient.Parse((await client.Read())!);
        var last = _market.TradesUpTo(_market.Symbols[1], _market.Now, 1)[0];
        Assert.Equal(("markPriceUpdate", "ETHUSDT", last.Price.ToString()), (mark.GetProperty("e").GetString(), mark.GetProperty("s").GetString(), mark.GetProperty("p").GetString()));
        _time.Advance(TimeSpan.FromSeconds(1.1));
        Assert.True(ExchangeClient.Parse((await client.Read())!).GetProperty("E").GetInt64() > mark.GetProperty("E").GetInt64());
    }

    [Fact]
    public async Task Public_TradesAndBook_AreServedThere()
    {
        await using var client = await ExchangeClient.Connect(_exchange.PublicUrl, "/stream?streams=btcusdt@trade/btcusdt@bookTicker");
        await client.Ask("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");
        _time.Advance(TimeSpan.FromSeconds(2));
        var types = new HashSet<string?>();
        long last = 0;
        while (types.Count < 2 || last == 0)
        {
            var data = ExchangeClient.Parse((await client.Read())!).GetProperty("data");
            types.Add(data.GetProperty("e").GetString());
            if (data.TryGetProperty("t", out var id))
            {
                Assert.True(last == 0 || id.GetInt64() == last + 1);
                Assert.Equal("MARKET", data.GetProperty("X").GetString());
                last = id.GetInt64();
            }
            else
            {
                Assert.True(decimal.Parse(data.GetProperty("b").GetString()!, CultureInfo.InvariantCulture) < decimal.Parse(data.GetProperty("a").GetString()!, CultureInfo.InvariantCulture));
            }
        }
    }

    [Fact]
    public async Task Ping_Unanswered_DropsTheSocket()
    {
        // A client that does not read answers no ping.
        var options = new ExchangeOptions { PingInterval = TimeSpan.FromMilliseconds(50), PongTimeout = TimeSpan.FromMilliseconds(200) };
        await using var exchange = await ExchangeServer.Start(_market, options, _time);
        await using var client = await ExchangeClient.Connect(exchange.MarketUrl, "/ws");
        await client.Ask("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (exchange.Sockets > 0)
            await Task.Delay(5, deadline.Token);
    }
}
