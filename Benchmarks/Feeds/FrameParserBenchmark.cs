using System.Text;
using BenchmarkDotNet.Attributes;
using QuantPlatform.Silo.Feeds.Protocol;

namespace QuantPlatform.Benchmarks.Feeds;

/// <summary>What one frame costs, against reading the same text into a document. Allocation must stay 0.</summary>
[MemoryDiagnoser]
public class FrameParserBenchmark
{
    private static readonly byte[] Frame = Encoding.UTF8.GetBytes(
        """{"stream":"ethusdt@aggTrade","data":{"e":"aggTrade","E":1723161256400,"s":"ETHUSDT","a":5933014,"p":"2681.85","q":"0.100","f":100,"l":105,"T":1723161256322,"m":true}}""");

    private readonly SymbolTable symbols = new(Enumerable.Range(0, 200).Select(i => $"S{i}USDT").Append("ETHUSDT"));
    private readonly TimeWindow times = new(1, long.MaxValue);

    [Benchmark]
    public bool Parse() => FrameParser.Parse(Frame, symbols, times, out _) == FrameKind.AggTrade;

    [Benchmark(Baseline = true)]
    public bool Document()
    {
        using var document = System.Text.Json.JsonDocument.Parse(Frame);
        var data = document.RootElement.GetProperty("data");
        return data.GetProperty("a").GetInt64() > 0 && data.GetProperty("p").GetString() is { } price && decimal.Parse(price) > 0;
    }
}
