using QuantPlatform.MarketSimulator;
using Xunit;

namespace QuantPlatform.Tests.MarketSimulator;

public class SyntheticMarketTests
{
    private const long Hour = 3_600_000;
    private static readonly DateTimeOffset Start = new(2026, 3, 17, 14, 7, 23, 456, TimeSpan.Zero);

    private readonly ManualTime _time = new(Start);

    [Fact]
    public void Symbols_Twenty_HaveTheDefaultsAmongThem()
    {
        var names = Market().Symbols.Select(s => s.Name).ToList();
        Assert.Equal(20, names.Distinct().Count());
        Assert.All(new[] { "BTCUSDT", "ETHUSDT", "SOLUSDT", "BNBUSDT", "XRPUSDT" }, n => Assert.Contains(n, names));
    }

    [Theory]
    [InlineData("BTCUSDT")]
    [InlineData("XRPUSDT")]
    [InlineData("DOTUSDT")]
    public void TradesFrom_Paged_AreContiguousOrderedAndNeverOfTheFuture(string name)
    {
        var market = Market();
        var symbol = Find(market, name);
        var trades = market.TradesBetween(symbol, market.Now - (2 * Hour), market.Now, int.MaxValue);
        var paged = new List<MarketTrade>();
        for (var from = trades[0].Id; market.TradesFrom(symbol, from, 1000) is { Count: > 0 } page; from = page[^1].Id + 1)
            paged.AddRange(page);

        Assert.Equal(trades, paged);
        Assert.True(trades.Count > 1000, "too few trades to say anything");
        Assert.All(trades.Zip(trades.Skip(1)), pair =>
        {
            Assert.Equal(pair.First.Id + 1, pair.Second.Id);
            Assert.Equal(pair.First.LastId + 1, pair.Second.FirstId);
            Assert.True(pair.Second.Time >= pair.First.Time);
        });
        Assert.All(trades, t => Assert.True(t.Time <= market.Now && t.LastId >= t.FirstId && t.Quantity > 0));
        Assert.All(trades, t => Assert.Equal(0, t.Price % symbol.TickSize));
        Assert.All(trades, t => Assert.Equal(0, t.Quantity % symbol.StepSize));
        Assert.Contains(trades, t => t.LastId > t.FirstId);
        Assert.Contains(trades.Zip(trades.Skip(1)), pair => pair.First.Time == pair.Second.Time);
    }

    [Theory]
    [InlineData("BTCUSDT", "1m", 5)]
    [InlineData("BTCUSDT", "15m", 3)]
    [InlineData("ETHUSDT", "3m", 4)]
    [InlineData("ETHUSDT", "1h", 3)]
    [InlineData("DOTUSDT", "5m", 30)]
    [InlineData("DOTUSDT", "4h", 3)]
    [InlineData("TRXUSDT", "1m", 240)]
    public void Klines_UpToTheOpenOne_EqualTheSumOfTheTrades(string name, string length, int count)
    {
        var market = Market();
        var symbol = Find(market, name);
        Assert.True(KlineInterval.TryParse(length, out var interval));
        var last = interval.Floor(market.Now);
        var first = last - ((count - 1) * interval.Milliseconds);
        var rows = market.Klines(symbol, interval, first, last);
        var slow = SlowBars.Of(market.TradesBetween(symbol, first, market.Now, int.MaxValue), interval.Milliseconds);

        Assert.Equal(count, rows.Count);
        var close = market.TradesUpTo(symbol, first - 1, 1)[0].Price;
        foreach (var row in rows)
        {
            Assert.Equal(slow.TryGetValue(row.OpenTime, out var sum) ? sum : MarketKline.Quiet(row.OpenTime, close), row);
            close = row.Close;
        }
    }

    [Fact]
    public void Klines_SmallSymbol_HasQuietMinutes()
    {
        var market = Market();
        Assert.True(KlineInterval.TryParse("1m", out var minute));
        var rows = market.Klines(Find(market, "TRXUSDT"), minute, minute.Floor(market.Now) - (999 * 60_000), market.Now);
        Assert.Contains(rows, r => r.Trades == 0 && r.Volume == 0 && r.High == r.Low);
    }

    [Theory]
    [InlineData("1h")]
    [InlineData("4h")]
    [InlineData("1d")]
    public void Klines_FifteenHundred_AreConsistentFarBack(string length)
    {
        var market = Market();
        Assert.True(KlineInterval.TryParse(length, out var interval));
        var last = interval.Floor(market.Now);
        var rows = market.Klines(Find(market, "DOTUSDT"), interval, last - (1499 * interval.Milliseconds), last);
        Assert.Equal(1500, rows.Count);
        Assert.All(rows, r => Assert.True(r.Low <= Math.Min(r.Open, r.Close) && r.High >= Math.Max(r.Open, r.Close) && r.Low > 0 && r.Volume > 0));
        Assert.All(rows.Zip(rows.Skip(1)), pair =>
        {
            Assert.Equal(pair.First.OpenTime + interval.Milliseconds, pair.Second.OpenTime);
            Assert.Equal(pair.First.LastId + 1, pair.Second.FirstId);
        });
    }

    [Fact]
    public void Everything_InAnotherProcessLater_IsTheSame()
    {
        var first = Market();
        var symbol = Find(first, "ETHUSDT");
        var before = first.Now;
        var trades = first.TradesBetween(symbol, before - Hour, before, int.MaxValue);
        var bars = first.Klines(symbol, KlineInterval.Hour, KlineInterval.Hour.Floor(before - (30 * Hour)), before - Hour);

        _time.Advance(TimeSpan.FromHours(40));
        var second = Market();
        var same = Find(second, "ETHUSDT");
        Assert.Equal(trades, second.TradesBetween(same, before - Hour, before, int.MaxValue));
        Assert.Equal(trades.Take(1000), second.TradesFrom(same, trades[0].Id, 1000));
        Assert.Equal(bars, second.Klines(same, KlineInterval.Hour, bars[0].OpenTime, bars[^1].OpenTime));
        Assert.NotEqual(trades, new SyntheticMarket(2, _time).TradesBetween(same with { }, before - Hour, before, int.MaxValue));
    }

    [Fact]
    public void Trades_OfSeedOne_AreTheOnesTheyWere()
    {
        var market = Market();
        var trade = market.TradesUpTo(Find(market, "BTCUSDT"), market.Now, 1)[0];
        Assert.Equal(new MarketTrade(1959154373, 149386.70m, 0.004m, 2938731560, 2938731560, 1773756442963, true), trade);
    }

    [Fact]
    public async Task Stream_Live_AgreesWithRest()
    {
        var market = Market();
        await using var exchange = await ExchangeServer.Start(market, time: _time);
        await using var client = await ExchangeClient.Connect(exchange.MarketUrl, "/ws");
        await client.Ask("""{"method":"SUBSCRIBE","params":["btcusdt@aggTrade","dotusdt@aggTrade"],"id":1}""");
        var symbols = new[] { Find(market, "BTCUSDT"), Find(market, "DOTUSDT") };
        var seen = symbols.ToDictionary(s => s.Name, _ => new List<(long Id, string? Price, string? Quantity, long Time)>());
        var before = symbols.ToDictionary(s => s.Name, LastId);
        for (var turn = 0; turn < 15; turn++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1777));
            while (symbols.Any(s => LastId(s) > before[s.Name] + seen[s.Name].Count))
            {
                var frame = ExchangeClient.Parse((await client.Read())!);
                Assert.True(frame.GetProperty("E").GetInt64() >= frame.GetProperty("T").GetInt64());
                seen[frame.GetProperty("s").GetString()!].Add((
                    frame.GetProperty("a").GetInt64(), frame.GetProperty("p").GetString(), frame.GetProperty("q").GetString(), frame.GetProperty("T").GetInt64()));
            }
        }

        foreach (var symbol in symbols)
        {
            var rest = market.TradesFrom(symbol, before[symbol.Name] + 1, 1000);
            Assert.NotEmpty(rest);
            Assert.Equal(rest.Select(t => (t.Id, (string?)t.Price.ToString(), (string?)t.Quantity.ToString(), t.Time)), seen[symbol.Name]);
        }

        long LastId(MarketSymbol symbol) => market.TradesUpTo(symbol, market.Now, 1)[0].Id;
    }

    [Theory]
    [InlineData("ETHUSDT", "BTCUSDT")]
    [InlineData("SOLUSDT", "BTCUSDT")]
    public void Pairs_AtOneSecond_AreCorrelatedAndTheirSpreadMoves(string y, string x)
    {
        var market = Market();
        var (logY, logX) = (Closes(market, y, 3600), Closes(market, x, 3600));
        Assert.InRange(Correlation(Returns(logY), Returns(logX)), 0.5, 0.99);

        // The last second against the minute before it: outliers must come regularly, but stay outliers.
        var spread = logY.Zip(logX, (a, b) => a - b).ToArray();
        var outliers = 0;
        for (var i = 60; i < spread.Length; i++)
        {
            var window = spread[(i - 59)..(i + 1)];
            var mean = window.Average();
            var deviation = Math.Sqrt(window.Sum(v => (v - mean) * (v - mean)) / 59);
            outliers += Math.Abs(spread[i] - mean) > 2 * deviation ? 1 : 0;
        }

        Assert.InRange(outliers, 50, 1500);
    }

    private static double[] Closes(SyntheticMarket market, string name, int seconds)
    {
        var end = market.Now / 1000 * 1000;
        var start = end - (seconds * 1000L);
        var trades = market.TradesBetween(Find(market, name), start - 60_000, end - 1, int.MaxValue);
        var closes = new double[seconds];
        var next = 0;
        var last = 0m;
        for (var i = 0; i < seconds; i++)
        {
            for (; next < trades.Count && trades[next].Time < start + (1000 * (i + 1)); next++)
                last = trades[next].Price;
            closes[i] = Math.Log((double)last);
        }

        return closes;
    }

    private static double[] Returns(double[] values) => [.. values.Skip(1).Zip(values, (b, a) => b - a)];

    private static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var ab = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return ab / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }

    private static MarketSymbol Find(SyntheticMarket market, string name) => market.Symbols.Single(s => s.Name == name);

    private SyntheticMarket Market() => new(1, _time);
}
