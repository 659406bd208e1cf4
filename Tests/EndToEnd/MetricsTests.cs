using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuantPlatform.Tests.AppHost;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>What a real node counts, read by a scraper and pushed to a collector.</summary>
[Collection(nameof(NodeProcess))]
public sealed partial class MetricsTests : IDisposable
{
    private const string Token = "scrape-token-of-a-test";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Scrape_OfALiveNode_HasFeedsHttpGrainsAndStorage_WithBoundedLabels()
    {
        await using var node = await NodeProcess.StartReady(folder.Path, "--Feed:Symbols=BTCUSDT,ETHUSDT", $"--Web:ScrapeToken={Token}");
        using var client = node.Client();
        var text = "";
        string[] expected =
        [
            "feed_frames_total", "feed_ingested_total", "quantplatform_symbols_trades_total{", "quantplatform_symbols_bars_total{", "quantplatform_storage_rows_total{",
            "http_server_request_duration_seconds_count{", "orleans_grains{", "orleans_app_requests", "dotnet_gc_heap_total_allocated_bytes_total",
        ];
        await Until.True(
            async () => expected.All((text = await Scrape(client)).Contains), Patience,
            () => Task.FromResult($"missing: {string.Join(", ", expected.Where(name => !text.Contains(name, StringComparison.Ordinal)))}\n{text}"));

        // Addresses and names that somebody makes up must not become series: whatever is asked for, there is one more series at most for each route and status.
        await Visit(client, 1);
        var before = await Scrape(client);
        await Visit(client, 200);
        var after = await Scrape(client);

        Assert.Equal(Series(before, "http_server_request_duration_seconds_count"), Series(after, "http_server_request_duration_seconds_count"));
        Assert.Equal(Labels(before), Labels(after));
        Assert.DoesNotContain("MADEUP", after, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("user", string.Join(' ', Labels(after)), StringComparison.OrdinalIgnoreCase);
        using var refused = await client.GetAsync("metrics");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Push_ToAConfiguredCollector_ArrivesAndTheNodeStillStopsInTime()
    {
        var pushed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var collector = await Collector(pushed);
        var address = collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await using var node = await NodeProcess.StartReady(
            folder.Path, $"--OTEL_EXPORTER_OTLP_ENDPOINT={address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_METRIC_EXPORT_INTERVAL=500");

        // The names of meters stand in the message as they are.
        Assert.Contains("QuantPlatform.Feeds", await pushed.Task.WaitAsync(Patience), StringComparison.Ordinal);
        await collector.StopAsync();
        Assert.True(await node.Terminate() == 0, node.Tail);
    }

    private static async Task<WebApplication> Collector(TaskCompletionSource<string> pushed)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/metrics", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body, System.Text.Encoding.Latin1);
            var message = await reader.ReadToEndAsync();
            if (message.Contains("QuantPlatform.Feeds", StringComparison.Ordinal))
            {
                pushed.TrySetResult(message);
            }
        });
        await app.StartAsync();
        return app;
    }

    private static async Task<string> Scrape(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "metrics");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task Visit(HttpClient client, int times)
    {
        for (var visit = 0; visit < times; visit++)
        {
            foreach (var path in new[] { $"madeup{visit}", $"api/v1/madeup{visit}", $"api/v1/symbols/MADEUP{visit}/bars", $"symbols/MADEUP{visit}" })
            {
                using var request = new HttpRequestMessage(new HttpMethod($"MADEUP{visit}"), path);
                using var odd = await client.SendAsync(request);
                using var plain = await client.GetAsync(path);
            }
        }
    }

    private static int Series(string text, string name) => text.Split('\n').Count(line => line.StartsWith(name + "{", StringComparison.Ordinal));

    private static List<string> Labels(string text) =>
        [.. Label().Matches(text).Select(match => match.Groups["name"].Value).Where(name => name != "le").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    [GeneratedRegex("[{,](?<name>[a-zA-Z_]+)=\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Label();
}
