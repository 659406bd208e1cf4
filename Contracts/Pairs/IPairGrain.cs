using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Pairs;

/// <summary>One user's pair, live. Key: <c>{userId}/{pairId}</c>.</summary>
[TenantKey, Alias("IPairGrain")]
public interface IPairGrain : IGrainWithStringKey
{
    /// <summary>Makes the pair live (nobody needs to watch it); called by its workspace.</summary>
    [Alias("EnsureRunning")]
    Task EnsureRunning();

    /// <summary>Reads the definition again after a change; re-warms from stored bars. Stops when the pair was disabled or deleted.</summary>
    [Alias("Reload")]
    Task Reload();

    /// <summary>The last closed point with readiness, signal and preview; null when the pair does not exist.</summary>
    [Alias("GetSnapshot")]
    Task<PairSnapshot?> GetSnapshot();

    /// <summary>The pair's points in a range of open times, recomputed from stored bars.</summary>
    /// <returns>Refused as <c>not_found</c> when the pair does not exist, as <c>busy</c> when its method is slow and the node has too much to work out.</returns>
    [Alias("GetSeries"), AlwaysInterleave, ResponseTimeout("00:02:00")]
    Task<Outcome<ImmutableArray<PairPoint>>> GetSeries(TimeRange range);

    /// <summary>Takes or renews the lease of an observer.</summary>
    [Alias("LeaseObserver")]
    Task LeaseObserver(IPairObserver observer);

    /// <summary>Ends such a lease.</summary>
    [Alias("ReleaseObserver")]
    Task ReleaseObserver(IPairObserver observer);

    /// <summary>Takes or renews the lease of a rule and answers the closed points it asks for.</summary>
    /// <returns>Null when the pair does not exist; no points while it warms up.</returns>
    [AlwaysInterleave, Alias("Follow")]
    Task<RulePoints?> Follow(RuleFollow follow);

    /// <summary>Ends such a lease.</summary>
    [Alias("Unfollow")]
    Task Unfollow(string ruleKey);

    /// <summary>Hints from the hub of a leg.</summary>
    [OneWay, Alias("OnBars")]
    Task OnBars(ImmutableArray<BarClosed> bars);

    /// <summary>A leg's feed state changed.</summary>
    [OneWay, Alias("OnFeedState")]
    Task OnFeedState(SymbolKey symbol, FeedState state);

    /// <summary>The newest trade of a leg, for the preview.</summary>
    [OneWay, Alias("OnTick")]
    Task OnTick(SymbolTick tick);
}

/// <summary>Receives a pair's updates as hints.</summary>
[Alias("IPairObserver")]
public interface IPairObserver : IGrainObserver
{
    /// <summary>A point was closed or replaced.</summary>
    [OneWay, Alias("OnSnapshot")]
    Task OnSnapshot(PairSnapshot snapshot);

    /// <summary>The open bar moved; at most 4 times a second.</summary>
    [OneWay, Alias("OnPreview")]
    Task OnPreview(string pairId, PairPreview preview);
}
