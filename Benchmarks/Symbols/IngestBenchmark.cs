using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Symbols;

namespace QuantPlatform.Benchmarks.Symbols;

/// <summary>What the ledger of ids, the gap rules and five intervals cost per trade, beside a dictionary of one-second bars that checks nothing.</summary>
[MemoryDiagnoser]
public class IngestBenchmark
{
    private const int Trades = 100_000;
    private const int BatchSize = 500;
    private ImmutableArray<TradeBatch> batches;
    private ImmutableArray<Trade> tape;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        var time = 1_723_158_000_000;
        var trades = new List<Trade>(Trades);
        for (var i = 0; i < Trades; i++)
        {
            time += random.Next(0, 60);
            trades.Add(new Trade(i + 1, 60_000m + random.Next(-500, 500), random.Next(1, 1_000) / 1_000m, time, random.Next(2) == 0, i, i));
        }

        tape = [.. trades];
        batches = [.. trades.Chunk(BatchSize).Select(chunk => new TradeBatch(1, false, [.. chunk], [], 0, chunk[^1].Time, 0))];
    }

    [Benchmark(OperationsPerInvoke = Trades, Baseline = true)]
    public int OneSecondBarsInADictionary()
    {
        var bars = new Dictionary<long, (decimal Open, decimal High, decimal Low, decimal Close, decimal Volume)>();
        foreach (var trade in tape)
        {
            var open = trade.Time - (trade.Time % 1_000);
            bars[open] = bars.TryGetValue(open, out var bar)
                ? (bar.Open, Math.Max(bar.High, trade.Price), Math.Min(bar.Low, trade.Price), trade.Price, bar.Volume + trade.Size)
                : (trade.Price, trade.Price, trade.Price, trade.Price, trade.Size);
        }

        return bars.Count;
    }

    [Benchmark(OperationsPerInvoke = Trades)]
    public int SymbolBook()
    {
        var book = new SymbolBook(TimeSpan.FromSeconds(5));
        var closed = 0;
        foreach (var batch in batches)
        {
            closed += book.Apply(batch, 0).Closed.Count;
        }

        return closed;
    }
}
