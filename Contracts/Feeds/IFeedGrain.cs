using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Feeds;

/// <summary>The sockets, subscriptions, watchdogs and REST budget of one venue. Key: the venue.</summary>
[Shared, Alias("IFeedGrain")]
public interface IFeedGrain : IGrainWithStringKey
{
    /// <summary>Starts the feed unless it runs.</summary>
    [SystemOnly, Alias("EnsureRunning")]
    Task EnsureRunning();

    /// <summary>Stops the feed and releases its sockets (the demo feed, when Binance is back and nobody uses it).</summary>
    [SystemOnly, Alias("Stop")]
    Task Stop();

    /// <summary>Asks for symbols beyond the always-on ones; each wish lapses after three minutes unless repeated.</summary>
    [SystemOnly, Alias("Want")]
    Task Want(ImmutableArray<string> symbols);

    /// <summary>State of the venue and of each subscribed symbol.</summary>
    [Alias("GetStatus")]
    Task<FeedStatus> GetStatus();

    /// <summary>Takes or renews the lease of an observer of the venue's state.</summary>
    [Alias("LeaseObserver")]
    Task LeaseObserver(IFeedObserver observer);

    /// <summary>Ends such a lease.</summary>
    [Alias("ReleaseObserver")]
    Task ReleaseObserver(IFeedObserver observer);
}

/// <summary>Hears about changes of a feed's state.</summary>
[Alias("IFeedObserver")]
public interface IFeedObserver : IGrainObserver
{
    [OneWay, Alias("OnFeed")]
    Task OnFeed(VenueState state);
}

/// <summary>Feed states, worst last; the numbers are those of the alert metric <c>feedState</c>.</summary>
public enum FeedState
{
    Connecting = 0,
    Live = 1,
    Stale = 2,
    Backfilling = 3,
    Down = 4,
}

/// <summary>State of one venue.</summary>
/// <param name="Kind"><c>binance</c> or <c>demo</c>.</param>
/// <param name="Since">Since when the state holds, Unix ms.</param>
/// <param name="Reason">Why, in words a user understands; empty when live.</param>
[GenerateSerializer, Immutable, Alias("VenueState")]
public sealed record VenueState(
    [property: Id(0)] string Venue,
    [property: Id(1)] string Kind,
    [property: Id(2)] FeedState State,
    [property: Id(3)] long Since,
    [property: Id(4)] string Reason);

/// <summary>State of a venue with its symbols.</summary>
/// <param name="RestWeightUsed">Request weight used in the current clock minute.</param>
/// <param name="EverConnected">True once a frame has come in since the feed started.</param>
[GenerateSerializer, Immutable, Alias("FeedStatus")]
public sealed record FeedStatus(
    [property: Id(0)] VenueState Venue,
    [property: Id(1)] ImmutableArray<SymbolFeedStatus> Symbols,
    [property: Id(2)] int RestWeightUsed,
    [property: Id(3)] long GarbageFrames,
    [property: Id(4)] bool EverConnected)
{
    /// <summary>Request weight that the venue grants in a clock minute; 0 when its feed does not run.</summary>
    [Id(5)] public int RestWeightLimit { get; init; }
}

/// <summary>State of one subscribed symbol.</summary>
/// <param name="LagMs">Received time minus event time of the last frame; may be negative when clocks differ; null before the first frame.</param>
[GenerateSerializer, Immutable, Alias("SymbolFeedStatus")]
public sealed record SymbolFeedStatus(
    [property: Id(0)] string Symbol,
    [property: Id(1)] FeedState State,
    [property: Id(2)] string Reason,
    [property: Id(3)] long? LastTradeTime,
    [property: Id(4)] double? LagMs,
    [property: Id(5)] long OpenGaps,
    [property: Id(6)] long FilledGaps,
    [property: Id(7)] long FailedGaps,
    [property: Id(8)] long Duplicates,
    [property: Id(9)] long Early,
    [property: Id(10)] long Late,
    [property: Id(11)] long Rejected);
