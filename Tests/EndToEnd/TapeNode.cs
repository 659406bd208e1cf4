using System.Globalization;
using QuantPlatform.MarketSimulator;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>An exchange that plays the reference tape, and a node that follows it as if it were Binance.</summary>
internal sealed class TapeNode : IAsyncDisposable
{
    private static readonly (string Name, long Ms)[] Intervals = [("1s", 1_000), ("1m", 60_000), ("5m", 300_000)];
    private static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT"];
    private readonly TestFolder folder = new();
    private readonly string stream;
    private readonly string[] always;

    private TapeNode(ExchangeServer exchange, TapeMarket tape, string stream, string[] always) => (Exchange, Tape, this.stream, this.always) = (exchange, tape, stream, always);

    public ExchangeServer Exchange { get; }

    public TapeMarket Tape { get; }

    public NodeProcess Node { get; private set; } = null!;

    /// <param name="stream"><c>aggTrade</c> or <c>trade</c>.</param>
    /// <param name="speed">Seconds of tape per second; 0: as fast as it is taken.</param>
    /// <param name="always">Further arguments of every node.</param>
    public static async Task<TapeNode> Start(string stream, double speed, Action<ExchangeFaults>? faults = null, params string[] always)
    {
        var tape = TapeMarket.Load(ReferenceTape.FilePath, new TapeOptions { Speed = speed });
        var exchange = await ExchangeServer.Start(tape);
        faults?.Invoke(exchange.Faults);
        var result = new TapeNode(exchange, tape, stream, always);
        await result.StartNode();
        return result;
    }

    /// <summary>Starts a node on the data of the last one.</summary>
    /// <param name="more">Further arguments.</param>
    public async Task StartNode(params string[] more) => Node = await NodeProcess.StartReady(folder.Path, Arguments(more));

    /// <summary>Starts a node on the data of the last one that kills itself on the way, perhaps before it is ready; returns when it has.</summary>
    /// <param name="step">Where: a value of <c>Alerts:CrashAt</c>.</param>
    public async Task StartNodeThatDies(string step)
    {
        Node = NodeProcess.Start(folder.Path, Arguments([$"--Alerts:CrashAt={step}"]));
        await Node.KilledItself();
    }

    /// <summary>Waits until the tape has reached a share of its length.</summary>
    public Task Played(double share) => Until.True(
        () => Task.FromResult(Tape.Position >= share * Tape.Length), TimeSpan.FromSeconds(90),
        () => Task.FromResult($"the tape stands at {Tape.Position} of {Tape.Length}\n{Node.Tail}"));

    /// <summary>Waits until every bar of the tape is closed and no hole touches one any more: until then a bar may still be a gap, to be revised.</summary>
    public Task AllClosed(ApiSession api) => Until.True(
        async () =>
        {
            foreach (var symbol in Symbols)
            {
                foreach (var (name, ms) in Intervals)
                {
                    var times = ReferenceTape.Bars(symbol, name, ms).Keys;
                    var last = times.Max() + Tape.Shift;
                    var bars = await api.Bars(symbol, name, times.Min() + Tape.Shift, last + 1);
                    if (bars.All(bar => bar["openTime"]!.GetValue<long>() != last) || bars.Any(bar => bar["quality"]!.GetValue<string>() == "gap"))
                    {
                        return false;
                    }
                }
            }

            return true;
        },
        TimeSpan.FromSeconds(90),
        async () => $"{await api.Get("feed")}\n{Node.Tail}");

    /// <summary>The API's bars are those of the reference, quiet seconds between them.</summary>
    public async Task AssertBars(ApiSession api, bool allowRevisions)
    {
        foreach (var symbol in Symbols)
        {
            foreach (var (name, ms) in Intervals)
            {
                var expected = ReferenceTape.Bars(symbol, name, ms);
                var bars = await api.Bars(symbol, name, expected.Keys.Min() + Tape.Shift, expected.Keys.Max() + Tape.Shift + 1);
                var times = bars.Select(bar => bar["openTime"]!.GetValue<long>() - Tape.Shift).ToHashSet();
                var missing = new List<long>();
                for (var open = expected.Keys.Min(); open <= expected.Keys.Max(); open += ms)
                {
                    if (!times.Contains(open))
                    {
                        missing.Add(open);
                    }
                }

                Assert.True(missing.Count == 0 && times.Count == bars.Count, $"{symbol} {name} lacks {string.Join(", ", missing)}\n{await api.Get("feed")}\n{Node.Tail}");
                foreach (var bar in bars)
                {
                    var time = bar["openTime"]!.GetValue<long>() - Tape.Shift;
                    var where = string.Create(CultureInfo.InvariantCulture, $"{symbol} {name} {time}: {bar}");
                    Assert.True(allowRevisions || bar["revision"]!.GetValue<int>() == 0, where);
                    if (!expected.TryGetValue(time, out var row))
                    {
                        Assert.True(bar["quality"]!.GetValue<string>() == "quiet" && bar["volume"]!.GetValue<decimal>() == 0, where);
                        continue;
                    }

                    decimal Number(string field) => bar[field]!.GetValue<decimal>();
                    var actual = new ExpectedBar(
                        Number("open"), Number("high"), Number("low"), Number("close"), Number("volume"), Number("quoteVolume"), Number("takerBuyVolume"),
                        bar["trades"]!.GetValue<long>(), bar["firstId"]!.GetValue<long>(), bar["lastId"]!.GetValue<long>());
                    Assert.True(row == actual, $"expected {row}, got {where}");
                    Assert.Equal("traded", bar["quality"]!.GetValue<string>());
                    Assert.Equal("trades", bar["source"]!.GetValue<string>());
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await Exchange.DisposeAsync();
        folder.Dispose();
    }

    private string[] Arguments(string[] more) =>
    [
        "--Feed:Kind=binance",
        $"--Feed:WebSocketUrl={(stream == "trade" ? Exchange.PublicUrl : Exchange.MarketUrl)}",
        $"--Feed:RestUrl={Exchange.RestUrl}",
        $"--Feed:Stream={stream}",
        $"--Feed:Symbols={string.Join(',', Symbols)}",
        .. ApiSession.AdminArguments,
        .. always,
        .. more,
    ];
}
