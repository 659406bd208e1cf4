using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace QuantPlatform.Tests.Browser;

/// <summary>
/// What the pages cost the browser: <c>UI_REPORT=Benchmarks/reports/ui.md dotnet test Tests --filter FullyQualifiedName~UiMeasurements</c> writes the figures.
/// <c>UI_REPORT_SECONDS</c> is how long each page is watched (60).
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class UiMeasurements(BrowserSite site)
{
    private const string Variable = "UI_REPORT";

    [SkippableFact]
    public async Task Measure_EveryLivePage()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        var file = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(file), $"{Variable} names no file.");
        var seconds = int.Parse(Environment.GetEnvironmentVariable("UI_REPORT_SECONDS") ?? "60", CultureInfo.InvariantCulture);
        await using var visitor = await site.Visit();
        await visitor.Register();
        await visitor.AddExamples();
        var pair = await visitor.PairRows.GetByRole(AriaRole.Link).First.GetAttributeAsync("href");
        var state = await visitor.Page.Context.StorageStateAsync();
        var rows = new StringBuilder();
        foreach (var (name, address, shown) in new[]
        {
            ("pair", pair!, ".chart-canvas canvas"), ("pairs", "pairs", "table.data-table tbody tr"), ("dashboard", "", ".dashboard-panel canvas"), ("symbol", "symbols/ETHUSDT", ".chart-canvas canvas"),
        })
        {
            rows.AppendLine(await Watch(name, address, shown, state, seconds));
        }

        var path = Path.Combine(Repository.Root, file!);
        var before = File.Exists(path) ? await File.ReadAllTextAsync(path) : "";
        var head = before.IndexOf("| page |", StringComparison.Ordinal) is var at and >= 0 ? before[..at] : before;
        await File.WriteAllTextAsync(path, head + Table + rows + $"\nWatched for {seconds} s each, processors: {Environment.ProcessorCount}.\n");
    }

    private const string Table =
        "| page | first load kB | requests | usable ms | main thread CPU ms/s | of it script | heap MB after GC, start → end | DOM nodes, start → end |\n|---|---|---|---|---|---|---|---|\n";

    private async Task<string> Watch(string name, string address, string shown, string state, int seconds)
    {
        await using var context = await site.Context(state);
        var page = await context.NewPageAsync();
        var cdp = await context.NewCDPSessionAsync(page);
        await cdp.SendAsync("Network.enable");
        await cdp.SendAsync("HeapProfiler.enable");
        // Processor time of the main thread, so that other work on the machine does not count.
        await cdp.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" });
        double bytes = 0;
        var requests = 0;
        cdp.Event("Network.loadingFinished").OnEvent += (_, message) =>
        {
            bytes += message!.Value.GetProperty("encodedDataLength").GetDouble();
            requests++;
        };
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await page.GotoAsync(address);
        await page.Locator(shown).First.WaitForAsync();
        var usable = watch.ElapsedMilliseconds;
        await Task.Delay(TimeSpan.FromSeconds(8), TimeProvider.System);
        var (loaded, asked) = (bytes, requests);
        var start = await Read(cdp);
        watch.Restart();
        await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
        var elapsed = watch.Elapsed.TotalSeconds;
        var end = await Read(cdp);
        string PerSecond(string metric) => ((end[metric] - start[metric]) * 1_000 / elapsed).ToString("0.0", CultureInfo.InvariantCulture);
        string Range(string metric, double unit, string format) => string.Create(
            CultureInfo.InvariantCulture, $"{(start[metric] / unit).ToString(format, CultureInfo.InvariantCulture)} → {(end[metric] / unit).ToString(format, CultureInfo.InvariantCulture)}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {loaded / 1024:0} | {asked} | {usable} | {PerSecond("TaskDuration")} | {PerSecond("ScriptDuration")} | {Range("JSHeapUsedSize", 1e6, "0.0")} | {Range("Nodes", 1, "0")} |");
    }

    private static async Task<Dictionary<string, double>> Read(ICDPSession cdp)
    {
        await cdp.SendAsync("HeapProfiler.collectGarbage");
        var answer = await cdp.SendAsync("Performance.getMetrics");
        return answer!.Value.GetProperty("metrics").EnumerateArray().ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
    }
}
