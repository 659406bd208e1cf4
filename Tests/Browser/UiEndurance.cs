using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using QuantPlatform.Tests.EndToEnd;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.Browser;

/// <summary>
/// One window that stays open and moves from page to page: does it, or its circuit, grow?
/// <c>UI_ENDURANCE_REPORT=Benchmarks/reports/ui-endurance.md dotnet test Tests --filter FullyQualifiedName~UiEndurance</c> writes the figures. <c>UI_REPORT_MINUTES</c> is how long (30).
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class UiEndurance(BrowserSite site)
{
    private const string Variable = "UI_ENDURANCE_REPORT";
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(20);

    [SkippableFact]
    public async Task Measure_HalfAnHourInOneWindow()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        var file = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(file), $"{Variable} names no file.");
        var minutes = int.Parse(Environment.GetEnvironmentVariable("UI_REPORT_MINUTES") ?? "30", CultureInfo.InvariantCulture);
        using var folder = new TestFolder();
        await using var node = await NodeProcess.StartReady(folder.Path, NodeFigures.Argument);
        await using var visitor = await site.Visit(at: node);
        await visitor.Register();
        await visitor.AddExamples();
        await visitor.OpenPair("ETHUSDT/BTCUSDT");
        var page = visitor.Page;
        var cdp = await page.Context.NewCDPSessionAsync(page);
        await cdp.SendAsync("HeapProfiler.enable");
        await cdp.SendAsync("Performance.enable");
        var rows = new StringBuilder();
        var navigation = page.GetByRole(AriaRole.Navigation);
        var watch = Stopwatch.StartNew();
        var moves = 0;
        var next = TimeSpan.FromMinutes(1);
        while (watch.Elapsed < TimeSpan.FromMinutes(minutes))
        {
            foreach (var (link, shown) in new[] { ("Dashboard", ".dashboard-panel canvas"), ("Symbols", "table.data-table tbody tr"), ("Pairs", "table.data-table tbody tr"), ("ETHUSDT/BTCUSDT", ".chart-canvas canvas") })
            {
                await navigation.GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();
                await page.Locator(shown).First.WaitForAsync();
                await Task.Delay(Stay, TimeProvider.System);
                moves++;
            }

            if (watch.Elapsed >= next)
            {
                rows.AppendLine(await Row(watch.Elapsed, moves, cdp, node));
                next = watch.Elapsed + TimeSpan.FromMinutes(minutes / 6.0);
            }
        }

        rows.AppendLine(await Row(watch.Elapsed, moves, cdp, node));
        visitor.SawNoErrors();
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, file!), Head + rows);
    }

    private const string Head = """
        # Half an hour in one window

        Written by `UI_ENDURANCE_REPORT=Benchmarks/reports/ui-endurance.md dotnet test Tests --filter FullyQualifiedName~UiEndurance`.

        One window on the demo feed with three pairs of one-second bars: dashboard, symbols, pairs and a pair page in turn, twenty seconds each, all in one circuit. Read on the pair page, always at the same place of the round, after a forced
        collection in the browser. The node's heap is what its newest full or partial collection left, not forced; the node also fills its windows and bar history in this time.

        | minute | pages visited | browser heap MB | DOM nodes | listeners | node heap MB | node working set MB | circuits |
        |---|---|---|---|---|---|---|---|

        """;

    private static async Task<string> Row(TimeSpan elapsed, int moves, ICDPSession cdp, NodeProcess node)
    {
        await cdp.SendAsync("HeapProfiler.collectGarbage");
        var answer = await cdp.SendAsync("Performance.getMetrics");
        var browser = answer!.Value.GetProperty("metrics").EnumerateArray().ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
        var server = await NodeFigures.Read(node);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {elapsed.TotalMinutes:0.0} | {moves} | {browser["JSHeapUsedSize"] / 1e6:0.0} | {browser["Nodes"]:0} | {browser["JSEventListeners"]:0} | {server.HeapMb:0.0} | {server.WorkingSetMb:0} | {server.Circuits} |");
    }
}
