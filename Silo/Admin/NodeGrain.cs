using System.Diagnostics;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Jobs;
using QuantPlatform.Silo.Statistics;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Silo.Admin;

/// <summary>Reads what this node and its cluster say of themselves.</summary>
[GrainType("node"), StatelessWorker]
internal sealed class NodeGrain(NodeLoad load, HeavyQueue heavy, JobQueue jobs, IStorageSizes sizes, IOptions<StorageOptions> options) : Grain, INodeGrain
{
    public async Task<NodeLoadReport> GetLoad()
    {
        var management = GrainFactory.GetGrain<IManagementGrain>(0);
        var hosts = await management.GetHosts();
        var activations = await management.GetDetailedGrainStatistics();
        var queues = load.Queues();
        var calls = load.Calls(queues);
        return new NodeLoadReport(
            [.. hosts.Select(host => new NodeStatus(host.Key.ToString(), host.Value.ToString())).OrderBy(node => node.Node, StringComparer.Ordinal)],
            [
                .. activations.GroupBy(one => (one.GrainType, Node: one.SiloAddress.ToString()))
                    .Select(group => new GrainCount(group.Key.GrainType, group.Key.Node, group.Count()))
                    .OrderByDescending(count => count.Activations),
            ],
            calls, load.StartedAt, calls.Sum(one => one.PerSecond), queues.Waiting, queues.Longest,
            heavy.Running, heavy.Waiting, heavy.MaxWaiting, GC.GetTotalMemory(forceFullCollection: false), WorkingSet())
        {
            JobsRunning = jobs.Running,
            JobsWaiting = jobs.Waiting,
            JobsLimit = jobs.MaxWaiting,
        };
    }

    public async Task<StorageReport> GetStorage()
    {
        var retention = options.Value.Retention;
        var found = await sizes.Read();
        return new StorageReport(
            options.Value.Kind, found.Place, found.Sizes, found.Counts,
            [new("trades", retention.Trades), .. Intervals.All.Select(interval => new RetentionRule($"bars {interval.Name()}", Text(retention.Of(interval))))]);
    }

    private static string Text(TimeSpan span) => span.TotalDays >= 1
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{span.TotalDays:0.##}d")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{span.TotalHours:0.##}h");

    private static long WorkingSet()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
