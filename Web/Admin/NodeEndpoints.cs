using System.Collections.Immutable;
using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Admin;

/// <summary>Activations of a grain type.</summary>
internal sealed record GrainCountJson(
    [property: Description("The grain class.")] string Type,
    [property: Description("The node that holds them.")] string Node,
    [property: Description("How many there are.")] int Activations);

/// <summary>Calls of a grain type on the answering node.</summary>
internal sealed record GrainCallsJson(
    [property: Description("The grain class.")] string Type,
    [property: Description("Calls since the node started.")] long Total,
    [property: Description("Calls a second, over the last seconds.")] double PerSecond,
    [property: Description("Calls that have begun and not ended.")] long Running,
    [property: Description("Calls that wait for a turn; null where the runtime does not say.")] long? Waiting);

/// <summary>A node of the cluster.</summary>
internal sealed record NodeJson(
    [property: Description("Its address.")] string Node,
    [property: Description("Its status in the cluster, e.g. `Active`.")] string Status);

/// <summary>How busy the node is.</summary>
internal sealed record GrainsJson(
    [property: Description("Every node of the cluster.")] IReadOnlyList<NodeJson> Nodes,
    [property: Description("Activations by type and node.")] IReadOnlyList<GrainCountJson> Activations,
    [property: Description("Calls by type on the answering node, the busiest first.")] IReadOnlyList<GrainCallsJson> Calls,
    [property: Description("Since when the counts run, Unix ms.")] long StartedAt,
    [property: Description("All calls a second on the answering node.")] double CallsPerSecond,
    [property: Description("Calls that wait for a turn; null where the runtime does not say.")] long? Waiting,
    [property: Description("Calls that wait at the busiest activation; null where the runtime does not say.")] long? LongestQueue,
    [property: Description("Heavy calculations that run.")] int HeavyRunning,
    [property: Description("Heavy calculations that wait.")] int HeavyWaiting,
    [property: Description("How many may wait before more are refused with 429.")] int HeavyLimit,
    [property: Description("Background jobs that run.")] int JobsRunning,
    [property: Description("Background jobs that wait.")] int JobsWaiting,
    [property: Description("How many may wait before more are refused with 429.")] int JobsLimit,
    [property: Description("Managed memory, bytes.")] long ManagedBytes,
    [property: Description("Memory of the process, bytes.")] long ProcessBytes)
{
    public static GrainsJson Of(NodeLoadReport load) => new(
        [.. load.Nodes.Select(node => new NodeJson(node.Node, node.Status))],
        [.. load.Activations.Select(count => new GrainCountJson(count.Type, count.Node, count.Activations))],
        [.. load.Calls.Select(calls => new GrainCallsJson(calls.Type, calls.Total, calls.PerSecond, calls.Running, calls.Waiting))],
        load.StartedAt, load.CallsPerSecond, load.Waiting, load.LongestQueue, load.HeavyRunning, load.HeavyWaiting, load.HeavyLimit,
        load.JobsRunning, load.JobsWaiting, load.JobsLimit, load.ManagedBytes, load.ProcessBytes);
}

/// <summary>How long rows of a kind are kept.</summary>
internal sealed record RetentionJson(
    [property: Description("Kind of rows, e.g. `bars 1m`.")] string Rows,
    [property: Description("How long they are kept, counted back from the newest of their series.")] string Kept);

/// <summary>How much is stored.</summary>
internal sealed record StorageJson(
    [property: Description("E.g. `sqlite`.")] string Kind,
    [property: Description("Where.")] string Place,
    [property: Description("Bytes by what they are.")] IReadOnlyDictionary<string, long> Sizes,
    [property: Description("Counts by what they are.")] IReadOnlyDictionary<string, long> Counts,
    [property: Description("How long rows are kept.")] IReadOnlyList<RetentionJson> Retention)
{
    public static StorageJson Of(StorageReport storage) => new(
        storage.Kind, storage.Place, storage.Sizes, storage.Counts, [.. storage.Retention.Select(rule => new RetentionJson(rule.Rows, rule.Kept))]);
}

/// <summary>A venue.</summary>
internal sealed record VenueJson(
    [property: Description("Its name.")] string Venue,
    [property: Description("`binance` or `demo`.")] string Kind,
    [property: Description("Whether a symbol without a venue means it.")] bool Active,
    [property: Description("State of its feed.")] FeedState State,
    [property: Description("Since when, Unix ms.")] long Since,
    [property: Description("Why; empty when live.")] string Reason,
    [property: Description("Symbols that it lists.")] int Symbols,
    [property: Description("Symbols that are collected.")] int Subscribed,
    [property: Description("REST weight used in the current clock minute.")] int RestWeightUsed,
    [property: Description("REST weight granted a minute; 0 when its feed does not run.")] int RestWeightLimit,
    [property: Description("Frames that could not be read.")] long GarbageFrames)
{
    public static VenueJson Of(VenueOverview venue) => new(
        venue.Feed.Venue.Venue, venue.Feed.Venue.Kind, venue.IsActive, venue.Feed.Venue.State, venue.Feed.Venue.Since, venue.Feed.Venue.Reason,
        venue.Symbols, venue.Feed.Symbols.Length, venue.Feed.RestWeightUsed, venue.Feed.RestWeightLimit, venue.Feed.GarbageFrames);
}

internal static class NodeEndpoints
{
    /// <summary>The venues that have feeds.</summary>
    public static readonly ImmutableArray<string> FeedVenues = [Venues.Binance, Venues.Demo];

    public static void MapNode(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/grains", async (AdminGrains grains) => Results.Json(GrainsJson.Of(await grains.Load()), ApiJson.Options))
            .Describe("getGrains", "Grains, calls and queues", "Activations are those of the cluster; calls, queues and memory those of the node that answers.")
            .Answers<GrainsJson>("How busy the node is.").Problems(401, 403);
        admin.MapGet("/storage", async (AdminGrains grains) => Results.Json(StorageJson.Of(await grains.Storage()), ApiJson.Options))
            .Describe("getStorage", "Sizes and retention of the store").Answers<StorageJson>("How much is stored.").Problems(401, 403);
        admin.MapGet("/venues", async (AdminGrains grains) => Results.Json(
                new Page<VenueJson>([.. (await Task.WhenAll(FeedVenues.Select(grains.Venue))).Select(VenueJson.Of)], null), ApiJson.Options))
            .Describe("listVenues", "Venues and their feeds").Answers<Page<VenueJson>>("Every venue.").Problems(401, 403);
    }
}
