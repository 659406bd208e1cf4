using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Symbols;

/// <summary>
/// Fans one symbol's bars and ticks out as one-way hints. Subscribers hold leases of <see cref="Leases.Length"/>, renewed every
/// <see cref="Leases.Renewal"/>; while there is a lease the symbol is asked for at its feed. Key: <see cref="SymbolKey"/>.
/// </summary>
[Shared, Alias("ISymbolHubGrain")]
public interface ISymbolHubGrain : IGrainWithStringKey
{
    /// <summary>Takes or renews the lease of a pair grain.</summary>
    /// <param name="pairKey">Key of the pair grain.</param>
    /// <param name="interval">Only bars of this interval are sent.</param>
    /// <returns>The symbol's feed state as last heard.</returns>
    [Alias("LeasePair")]
    Task<FeedState> LeasePair(string pairKey, Interval interval);

    /// <summary>Ends a pair grain's lease.</summary>
    [Alias("ReleasePair")]
    Task ReleasePair(string pairKey);

    /// <summary>Takes or renews the lease of a rule grain.</summary>
    /// <param name="ruleKey">Key of the rule grain.</param>
    /// <param name="interval">Only bars of this interval are sent.</param>
    /// <param name="withTicks">Whether it wants the newest trades too.</param>
    /// <returns>The symbol's feed state as last heard.</returns>
    [Alias("LeaseRule")]
    Task<FeedState> LeaseRule(string ruleKey, Interval interval, bool withTicks);

    /// <summary>Ends a rule grain's lease.</summary>
    [Alias("ReleaseRule")]
    Task ReleaseRule(string ruleKey);

    /// <summary>Keeps the symbol asked for although nobody watches; lapses after three minutes unless repeated.</summary>
    /// <param name="holder">Who tracks it, a user id.</param>
    [Alias("KeepTracked")]
    Task KeepTracked(string holder);

    /// <summary>Ends what <see cref="KeepTracked"/> began.</summary>
    [Alias("Untrack")]
    Task Untrack(string holder);

    /// <summary>Takes or renews the lease of an observer (a web node).</summary>
    /// <param name="interval">Only bars of this interval are sent; ticks always.</param>
    [Alias("LeaseObserver")]
    Task LeaseObserver(IMarketObserver observer, Interval interval);

    /// <summary>Ends an observer's lease for an interval.</summary>
    [Alias("ReleaseObserver")]
    Task ReleaseObserver(IMarketObserver observer, Interval interval);

    /// <summary>The symbol's feed state changed; from its feed.</summary>
    [SystemOnly, OneWay, Alias("OnFeedState")]
    Task OnFeedState(FeedState state);

    /// <summary>The symbol's newest trade, from the symbol grain.</summary>
    [SystemOnly, OneWay, Alias("OnTick")]
    Task OnTick(SymbolTick tick);
}

/// <summary>Receives hints about one symbol.</summary>
[Alias("IMarketObserver")]
public interface IMarketObserver : IGrainObserver
{
    [OneWay, Alias("OnBars")]
    Task OnBars(ImmutableArray<BarClosed> bars);

    [OneWay, Alias("OnTick")]
    Task OnTick(SymbolTick tick);
}

/// <summary>The lease times of hubs and watchers.</summary>
public static class Leases
{
    /// <summary>A lease that is not renewed ends after this long.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(60);

    /// <summary>How often a holder renews.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(20);

    /// <summary>How long a tracked symbol is kept without a repetition; workspaces repeat every minute.</summary>
    public static readonly TimeSpan Tracking = TimeSpan.FromMinutes(3);
}
