using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;
using Xunit.Abstractions;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>Measures an upload of five million rows and its export on the real program and writes <c>Benchmarks/reports/data.md</c>: <c>DATA_REPORT=Benchmarks/reports/data.md dotnet test Tests -c Release --filter FullyQualifiedName~DataReport</c>.</summary>
public sealed class DataReport(ITestOutputHelper output)
{
    private const string Variable = "DATA_REPORT";
    private const int Rows = 5_000_000;
    private const long Mib = 1024 * 1024;

    private readonly StringBuilder table = new();

    [SkippableFact]
    public async Task Write_FiveMillionRows_InAndOut()
    {
        var path = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(path), $"{Variable} names no file.");
        Skip.IfNot(OperatingSystem.IsLinux(), "memory is read from /proc");
        using var folder = new TestFolder();
        await using var node = await NodeProcess.StartReady(folder.Path, [.. ApiSession.AdminArguments, "--Feed:Symbols=BTCUSDT"]);
        using var client = node.Client();
        client.Timeout = TimeSpan.FromMinutes(20);
        var login = await client.PostAsJsonAsync("api/v1/account/login", new { email = ApiSession.AdminEmail, password = ApiSession.AdminPassword });
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await login.Content.ReadFromJsonAsync<JsonNode>())!["accessToken"]!.GetValue<string>());
        var source = Path.Combine(folder.Path, "prices.csv");
        var sourceBytes = WriteRows(source);

        var id = "";
        await Measure(node, "upload and check", sourceBytes, async () =>
        {
            await using var file = File.OpenRead(source);
            using var form = new MultipartFormDataContent { { new StringContent("WALK"), "symbol" }, { new StreamContent(file), "file", "prices.csv" } };
            var preview = await Json(await client.PostAsync("api/v1/datasets", form), HttpStatusCode.Created);
            Assert.Equal(Rows, preview["report"]!["accepted"]!.GetValue<int>());
            id = preview["id"]!.GetValue<string>();
        });
        await Measure(node, "store, with the bars of four coarser intervals", sourceBytes, async () =>
        {
            await client.PostAsync($"api/v1/datasets/{id}/accept", null);
            await Until.True(async () => (await Get(client, $"datasets/{id}"))["state"]!.GetValue<string>() == "ready", TimeSpan.FromMinutes(20), () => Task.FromResult(node.Tail));
        });
        JsonNode export = new JsonObject();
        var exported = Path.Combine(folder.Path, "export.csv");
        var exportSeconds = await Measure(node, "export as CSV", null, async () =>
        {
            export = await Json(await client.PostAsJsonAsync("api/v1/exports", new { kind = "bars", symbol = $"upload:{id}", interval = "1s" }), HttpStatusCode.Accepted);
            var exportId = export["id"]!.GetValue<string>();
            await Until.True(async () => (export = await Get(client, $"exports/{exportId}"))["state"]!.GetValue<string>() is "done" or "failed", TimeSpan.FromMinutes(20), () => Task.FromResult(export.ToJsonString()));
            Assert.Equal(Rows, export["manifest"]!["rows"]!.GetValue<int>());
        });
        var bytes = export["manifest"]!["bytes"]!.GetValue<long>();
        await Measure(node, "download of that file", bytes, async () =>
        {
            await using var target = File.Create(exported);
            await (await client.GetStreamAsync(export["file"]!.GetValue<string>())).CopyToAsync(target);
        });
        var watch = Stopwatch.StartNew();
        File.Copy(exported, exported + ".copy");
        var copySeconds = watch.Elapsed.TotalSeconds;
        Assert.Equal(bytes, new FileInfo(exported).Length);
        table.Append(CultureInfo.InvariantCulture, $"| plain copy of that file | {copySeconds:0.0} | {bytes / (double)Mib / copySeconds:0} | |\n");

        var refused = await Refusals(node, client);
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            # Data in and out

            Five million one-second bars through the program as it is built here ({(Debugger() ? "Debug" : "Release")}, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}), its demo feed running meanwhile.
            Memory is what the process held at most during a step above what it held before it (`VmHWM` after a reset, less `VmRSS`).
            `{Variable}=Benchmarks/reports/data.md dotnet test Tests -c Release --filter FullyQualifiedName~DataReport` makes this page.

            | step | seconds | MiB/s | memory, MiB |
            |---|---|---|---|
            {table.ToString().TrimEnd()}

            The file sent has {sourceBytes / Mib} MiB, the file exported {bytes / Mib} MiB: {Rows / exportSeconds:N0} rows a second. A plain copy of the same bytes is {exportSeconds / copySeconds:0} times faster:
            the export reads every row from SQLite, turns exact decimals into text and takes a SHA-256 on the way, while it leaves the other half of the processors to what is live.

            ## Hostile files

            Each sent three times, the best of them: the node lives on meanwhile. The time runs from the first byte sent until the refusal is there.

            | file | answer | seconds | memory, MiB |
            |---|---|---|---|
            {refused.TrimEnd()}

            """);
        output.WriteLine(text);
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, path!), text);
    }

    private static async Task<string> Refusals(NodeProcess node, HttpClient client)
    {
        var rows = new StringBuilder();
        foreach (var (name, status) in HostileFiles.All)
        {
            (double Seconds, long Bytes) best = (double.MaxValue, long.MaxValue);
            for (var attempt = 0; attempt < 3; attempt++)
            {
                var before = Memory.Reset(node.Id);
                var watch = Stopwatch.StartNew();
                using var request = HostileFiles.Upload(name);
                await Json(await client.SendAsync(request), (HttpStatusCode)status);
                best = (Math.Min(best.Seconds, watch.Elapsed.TotalSeconds), Math.Min(best.Bytes, Memory.Peak(node.Id) - before));
            }

            rows.Append(CultureInfo.InvariantCulture, $"| {name} | {status} | {best.Seconds:0.00} | {best.Bytes / (double)Mib:0.0} |\n");
        }

        return rows.ToString();
    }

    private static bool Debugger() => NodeProcess.Program.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static long WriteRows(string path)
    {
        using var file = new StreamWriter(path);
        file.Write("time,close\n");
        var random = new Random(1);
        var price = 5_000;
        for (var i = 0; i < Rows; i++)
        {
            price = Math.Clamp(price + random.Next(-1, 2), 1_000, 9_999);
            file.Write(string.Create(CultureInfo.InvariantCulture, $"{1_704_067_200 + i},{price / 10m}\n"));
        }

        file.Flush();
        return file.BaseStream.Length;
    }

    private static async Task<JsonNode> Get(HttpClient client, string path) => await Json(await client.GetAsync("api/v1/" + path), HttpStatusCode.OK);

    private static async Task<JsonNode> Json(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, text);
        return JsonNode.Parse(text)!;
    }

    private async Task<double> Measure(NodeProcess node, string step, long? bytes, Func<Task> run)
    {
        var before = Memory.Reset(node.Id);
        var watch = Stopwatch.StartNew();
        await run();
        var seconds = watch.Elapsed.TotalSeconds;
        var rate = bytes is { } count ? (count / (double)Mib / seconds).ToString("0.0", CultureInfo.InvariantCulture) : "";
        table.Append(CultureInfo.InvariantCulture, $"| {step} | {seconds:0.0} | {rate} | {(Memory.Peak(node.Id) - before) / Mib} |\n");
        return seconds;
    }
}
