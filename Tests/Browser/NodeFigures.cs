using System.Globalization;
using System.Net.Http.Headers;
using QuantPlatform.Tests.EndToEnd;

namespace QuantPlatform.Tests.Browser;

/// <summary>What a node used, read from its own <c>/metrics</c>.</summary>
/// <param name="CpuSeconds">Processor time so far.</param>
/// <param name="WorkingSetMb">Memory of the process.</param>
/// <param name="HeapMb">Managed heap after its newest collection.</param>
/// <param name="Circuits">Circuits that the server holds, connected or not.</param>
internal sealed record NodeFigures(double CpuSeconds, double WorkingSetMb, double HeapMb, double Circuits)
{
    private const string Token = "scrape-token-of-a-test";

    /// <summary>The argument that lets <see cref="Read"/> in.</summary>
    public const string Argument = "--Web:ScrapeToken=" + Token;

    public static async Task<NodeFigures> Read(NodeProcess node)
    {
        using var client = node.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "metrics");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n');
        double Sum(string name) => lines
            .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is ' ' or '{')
            .Sum(line => double.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
        return new NodeFigures(
            Sum("dotnet_process_cpu_time_seconds_total"), Sum("dotnet_process_memory_working_set_bytes") / 1e6, Sum("dotnet_gc_last_collection_heap_size_bytes") / 1e6,
            Sum("aspnetcore_components_circuit_active"));
    }
}
