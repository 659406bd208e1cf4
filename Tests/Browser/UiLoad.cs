using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using QuantPlatform.Tests.EndToEnd;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.Browser;

/// <summary>
/// Twenty users in real browser windows and two hundred readers of the stream on one node:
/// <c>UI_LOAD_REPORT=Benchmarks/reports/ui-load.md dotnet test Tests --filter FullyQualifiedName~UiLoad</c> writes the figures. <c>UI_REPORT_SECONDS</c> is how long they watch (60).
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class UiLoad(BrowserSite site)
{
    private const string Variable = "UI_LOAD_REPORT";
    private const int Windows = 20;
    private const int ReadersPerUser = 10;

    /// <summary>Collects, for each closed bar that the page comes to show, the time from the end of that bar, in ms.</summary>
    private const string Watch = """
        () => {
          const panel = document.querySelector('[data-testid=kpis]');
          let shown = '';
          window.delays = [];
          new MutationObserver(() => {
            const text = /closed bar (\d+):(\d+):(\d+)/.exec(panel.textContent);
            if (text && text[0] !== shown) {
              shown = text[0];
              const day = 86_400_000, open = ((+text[1] * 60 + +text[2]) * 60 + +text[3]) * 1000;
              window.delays.push((Date.now() % day - open - 1000 + day) % day);
            }
          }).observe(panel, { subtree: true, childList: true, characterData: true });
        }
        """;

    [SkippableFact]
    public async Task Measure_TwentyWindowsAndTwoHundredReaders()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        var file = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(file), $"{Variable} names no file.");
        var seconds = int.Parse(Environment.GetEnvironmentVariable("UI_REPORT_SECONDS") ?? "60", CultureInfo.InvariantCulture);
        using var folder = new TestFolder();
        await using var node = await NodeProcess.StartReady(folder.Path, NodeFigures.Argument);
        var visitors = new List<Visitor>();
        using var stop = new CancellationTokenSource();
        var read = new ConcurrentBag<double>();
        var readers = new List<Task>();
        try
        {
            for (var i = 0; i < Windows; i++)
            {
                var visitor = await site.Visit(at: node);
                visitors.Add(visitor);
                await visitor.Register();
                await visitor.AddExamples();
                await visitor.OpenPair("ETHUSDT/BTCUSDT");
                readers.AddRange(await Subscribe(node, visitor, read, stop.Token));
            }

            // Until every pair is warm and every window has drawn for a while.
            await Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System);
            await Task.WhenAll(visitors.Select(visitor => visitor.Page.EvaluateAsync(Watch)));
            read.Clear();
            var before = await NodeFigures.Read(node);
            var watch = Stopwatch.StartNew();
            await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
            var elapsed = watch.Elapsed.TotalSeconds;
            var after = await NodeFigures.Read(node);
            var seen = new List<double>();
            foreach (var visitor in visitors)
            {
                seen.AddRange(await visitor.Page.EvaluateAsync<double[]>("window.delays"));
                visitor.SawNoErrors();
            }

            Assert.Equal(Windows * ReadersPerUser, readers.Count(reader => !reader.IsCompleted));
            await Write(file!, elapsed, before, after, seen, [.. read]);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(readers);
            foreach (var visitor in visitors)
            {
                await visitor.DisposeAsync();
            }
        }
    }

    private static async Task<IEnumerable<Task>> Subscribe(NodeProcess node, Visitor visitor, ConcurrentBag<double> delays, CancellationToken stop)
    {
        using var client = node.Client();
        using var login = await client.PostAsJsonAsync("api/v1/account/login", new { email = visitor.Email, password = BrowserSite.Password }, stop);
        var token = (await login.Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("accessToken").GetString();
        var pair = new Uri(visitor.Page.Url).AbsolutePath.Split('/')[^1];
        return [.. Enumerable.Range(0, ReadersPerUser).Select(_ => Task.Run(() => ReadStream(node, token!, pair, delays, stop), stop))];
    }

    private static async Task ReadStream(NodeProcess node, string token, string pair, ConcurrentBag<double> delays, CancellationToken stop)
    {
        using var client = node.Client();
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        try
        {
            await using var stream = await client.GetStreamAsync($"api/v1/stream?topics=pair:{pair}", stop);
            using var reader = new StreamReader(stream);
            var name = "";
            while (await reader.ReadLineAsync(stop) is { } line)
            {
                if (line.StartsWith("event:", StringComparison.Ordinal))
                {
                    name = line[6..].Trim();
                }
                else if (name == "pair" && line.StartsWith("data:", StringComparison.Ordinal))
                {
                    using var data = JsonDocument.Parse(line[5..]);
                    var open = data.RootElement.GetProperty("time").GetInt64();
                    delays.Add((TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(open)).TotalMilliseconds - 1_000);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Measured enough.
        }
    }

    private static async Task Write(string file, double elapsed, NodeFigures before, NodeFigures after, List<double> seen, List<double> read)
    {
        string Of(List<double> delays) => string.Create(
            CultureInfo.InvariantCulture, $"{delays.Count:N0} | {Quantile(delays, 0.5):0} | {Quantile(delays, 0.99):0} | {delays.Max():0}");
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            # Twenty windows and two hundred readers on one node

            Written by `UI_LOAD_REPORT=Benchmarks/reports/ui-load.md dotnet test Tests --filter FullyQualifiedName~UiLoad`.

            Twenty users, each with three pairs of one-second bars on the demo feed and one window of 1440 × 900 in one headless Chromium without a GPU, open on a pair page; beside them ten readers a user of
            `GET /api/v1/stream?topics=pair:…`. Node, browser and readers share the {Environment.ProcessorCount} processors of one machine, so that the browser, not the node, is what is short of them.

            - **Delay**: from the end of a bar's second until the page shows that bar as closed, or until the reader has its event. Waiting for the first trade after the bar, which closes it, is in it.
            - **CPU** of the node: 100 % is one processor.

            | who | updates | delay p50 ms | p99 ms | most ms |
            |---|---|---|---|---|
            | {Windows} windows | {Of(seen)} |
            | {Windows * ReadersPerUser} readers | {Of(read)} |

            | node | start | end |
            |---|---|---|
            | CPU over the time, % | | {(after.CpuSeconds - before.CpuSeconds) / elapsed * 100:0} |
            | working set, MB | {before.WorkingSetMb:0} | {after.WorkingSetMb:0} |
            | managed heap after its newest collection, MB | {before.HeapMb:0} | {after.HeapMb:0} |
            | circuits | {before.Circuits} | {after.Circuits} |

            Watched for {elapsed:0} s.

            """);
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, file), text);
    }

    private static double Quantile(List<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
    }
}
