using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using QuantPlatform.Tests.Browser;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>
/// A thousand readers of one topic: <c>STREAM_REPORT=Benchmarks/reports/stream.md dotnet test Tests -c Release --filter FullyQualifiedName~StreamReport</c> writes the figures.
/// </summary>
[Collection(nameof(NodeProcess))]
public sealed class StreamReport
{
    private const string Variable = "STREAM_REPORT";
    private const int Readers = 1_000;
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(60);

    [SkippableFact]
    public async Task Measure_AThousandReadersOfOneTopic()
    {
        var path = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(path), $"{Variable} names no file.");
        using var folder = new TestFolder();
        await using var node = await NodeProcess.StartReady(
            folder.Path, [.. ApiSession.AdminArguments, NodeFigures.Argument, "--Web:RateLimits:StreamsPerUser=1000", "--Web:RateLimits:PerUser=100000"]);
        using var api = await ApiSession.SignIn(node);
        var pair = await api.AddPair(new { y = "ETHUSDT", x = "BTCUSDT", interval = "1s" });
        await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System);
        var idle = await NodeFigures.Read(node);
        using var stop = new CancellationTokenSource();
        var (previews, bars) = (new ConcurrentBag<double>(), new ConcurrentBag<double>());
        var readers = new List<Task>();
        for (var i = 0; i < Readers; i++)
        {
            readers.Add(Read(api.Client, pair, previews, bars, stop.Token));
        }

        await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System);
        previews.Clear();
        bars.Clear();
        var before = await NodeFigures.Read(node);
        var watch = Stopwatch.StartNew();
        await Task.Delay(Watched, TimeProvider.System);
        var seconds = watch.Elapsed.TotalSeconds;
        var after = await NodeFigures.Read(node);
        Assert.DoesNotContain(readers, reader => reader.IsCompleted);
        var (seen, closed) = (previews.Order().ToList(), bars.Order().ToList());
        await stop.CancelAsync();
        await Task.WhenAll(readers);

        await File.WriteAllTextAsync(Path.Combine(Repository.Root, path!), string.Create(CultureInfo.InvariantCulture, $"""
            # A thousand readers of one topic

            Written by `STREAM_REPORT=Benchmarks/reports/stream.md dotnet test Tests -c Release --filter FullyQualifiedName~StreamReport`.

            One user with {Readers:N0} connections to `GET /api/v1/stream?topics=pair:…`, a pair of one-second bars on the demo feed: its preview of the open bar at up to 4 Hz and each closed point. Node and readers share the
            {Environment.ProcessorCount} processors of one machine; the readers parse what they get.

            - **Delay** of a preview: from the time of its newest trade until the reader has it, up to 250 ms of coalescing included. Of a closed point: from the end of its second; waiting for the next trade, which closes it, is in it.
            - **CPU** of the node: 100 % is one processor.

            | event | events a second, all readers | a reader | delay p50 ms | p99 ms | most ms |
            |---|---|---|---|---|---|
            {Row("preview", seen, seconds)}
            {Row("closed point", closed, seconds)}

            | node | before the readers | with them |
            |---|---|---|
            | CPU over the time, % | | {(after.CpuSeconds - before.CpuSeconds) / seconds * 100:0} |
            | working set, MB | {idle.WorkingSetMb:0} | {after.WorkingSetMb:0} |
            | managed heap after its newest collection, MB | {idle.HeapMb:0} | {after.HeapMb:0} |

            Watched for {seconds:0} s.

            """));
    }

    private static string Row(string name, List<double> delays, double seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {delays.Count / seconds:N0} | {delays.Count / seconds / Readers:0.00} | {delays[delays.Count / 2]:0} | {delays[(int)(0.99 * (delays.Count - 1))]:0} | {delays[^1]:0} |");

    private static async Task Read(HttpClient client, string pair, ConcurrentBag<double> previews, ConcurrentBag<double> bars, CancellationToken stop)
    {
        try
        {
            await using var stream = await client.GetStreamAsync($"api/v1/stream?topics=pair:{pair}", stop);
            await foreach (var one in SseParser.Create(stream).EnumerateAsync(stop))
            {
                var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
                if (one.EventType is "pair" or "pairPreview")
                {
                    var time = JsonNode.Parse(one.Data)!["time"]!.GetValue<long>();
                    (one.EventType == "pair" ? bars : previews).Add(now - time - (one.EventType == "pair" ? 1_000 : 0));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Measured enough.
        }
    }
}
