using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Admin;

/// <summary>What the node that is asked knows of itself and its cluster. Key: <c>0</c> (stateless worker).</summary>
[SystemOnly, Alias("INodeGrain")]
public interface INodeGrain : IGrainWithStringKey
{
    /// <summary>Nodes, activations, calls and queues.</summary>
    [Alias("GetLoad")]
    Task<NodeLoadReport> GetLoad();

    /// <summary>Sizes and retention of the store.</summary>
    [Alias("GetStorage")]
    Task<StorageReport> GetStorage();
}

/// <summary>How busy a node is.</summary>
/// <param name="Nodes">Every node of the cluster.</param>
/// <param name="Activations">Activations by type and node.</param>
/// <param name="Calls">Calls of the answering node by type, the busiest first.</param>
/// <param name="StartedAt">Since when the counts of this node run, Unix ms.</param>
/// <param name="CallsPerSecond">All calls, timer ticks and stream deliveries, over the last seconds.</param>
/// <param name="Waiting">Calls that wait for a turn; null where the runtime does not say.</param>
/// <param name="LongestQueue">Calls that wait at the busiest activation; null where the runtime does not say.</param>
/// <param name="HeavyRunning">Heavy calculations that run.</param>
/// <param name="HeavyWaiting">Heavy calculations that wait.</param>
/// <param name="HeavyLimit">How many may wait before more are refused.</param>
/// <param name="ManagedBytes">Managed memory in use.</param>
/// <param name="ProcessBytes">Memory of the process.</param>
[GenerateSerializer, Immutable, Alias("NodeLoadReport")]
public sealed record NodeLoadReport(
    [property: Id(0)] ImmutableArray<NodeStatus> Nodes,
    [property: Id(1)] ImmutableArray<GrainCount> Activations,
    [property: Id(2)] ImmutableArray<GrainCalls> Calls,
    [property: Id(3)] long StartedAt,
    [property: Id(4)] double CallsPerSecond,
    [property: Id(5)] long? Waiting,
    [property: Id(6)] long? LongestQueue,
    [property: Id(7)] int HeavyRunning,
    [property: Id(8)] int HeavyWaiting,
    [property: Id(9)] int HeavyLimit,
    [property: Id(10)] long ManagedBytes,
    [property: Id(11)] long ProcessBytes)
{
    /// <summary>Background jobs that run.</summary>
    [Id(12)] public int JobsRunning { get; init; }

    /// <summary>Background jobs that wait.</summary>
    [Id(13)] public int JobsWaiting { get; init; }

    /// <summary>How many may wait before more are refused.</summary>
    [Id(14)] public int JobsLimit { get; init; }
}

/// <summary>A node of the cluster.</summary>
[GenerateSerializer, Immutable, Alias("NodeStatus")]
public sealed record NodeStatus([property: Id(0)] string Node, [property: Id(1)] string Status);

/// <summary>How many activations of a type a node holds.</summary>
[GenerateSerializer, Immutable, Alias("GrainCount")]
public sealed record GrainCount([property: Id(0)] string Type, [property: Id(1)] string Node, [property: Id(2)] int Activations);

/// <summary>Calls of one grain type.</summary>
/// <param name="Total">Since the node started.</param>
/// <param name="PerSecond">Over the last seconds.</param>
/// <param name="Running">Calls that have begun and not ended.</param>
/// <param name="Waiting">Calls that wait for a turn; null where the runtime does not say.</param>
[GenerateSerializer, Immutable, Alias("GrainCalls")]
public sealed record GrainCalls(
    [property: Id(0)] string Type, [property: Id(1)] long Total, [property: Id(2)] double PerSecond, [property: Id(3)] long Running, [property: Id(4)] long? Waiting);

/// <summary>How much is stored and for how long it is kept.</summary>
/// <param name="Kind">E.g. <c>sqlite</c>.</param>
/// <param name="Place">Where: a folder or an address without credentials.</param>
/// <param name="Sizes">Bytes by what they are, e.g. <c>database</c>, <c>log</c>, <c>free</c>.</param>
/// <param name="Counts">Counts by what they are, e.g. <c>series</c>, <c>grainStates</c>.</param>
/// <param name="Retention">How long rows are kept, by kind.</param>
[GenerateSerializer, Immutable, Alias("StorageReport")]
public sealed record StorageReport(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Place,
    [property: Id(2)] ImmutableSortedDictionary<string, long> Sizes,
    [property: Id(3)] ImmutableSortedDictionary<string, long> Counts,
    [property: Id(4)] ImmutableArray<RetentionRule> Retention);

/// <summary>How long rows of a kind are kept.</summary>
[GenerateSerializer, Immutable, Alias("RetentionRule")]
public sealed record RetentionRule([property: Id(0)] string Rows, [property: Id(1)] string Kept);
