using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Symbols;

/// <summary>Fans one symbol's bars, ticks and feed state out to those who hold a lease. Nobody's slowness is awaited.</summary>
[GrainType("symbol-hub")]
[ImplicitStreamSubscription(SiloFeatures.BarStreams)]
internal sealed class SymbolHubGrain(TimeProvider time) : Grain, ISymbolHubGrain, IAsyncObserver<BarsClosed>
{
    private readonly LeaseTable<(string Pair, Interval Interval)> pairs = new(time, Leases.Length);
    private readonly LeaseTable<(string Rule, Interval Interval, bool WithTicks)> rules = new(time, Leases.Length);
    private readonly LeaseTable<(IMarketObserver Observer, Interval Interval)> observers = new(time, Leases.Length);
    private readonly LeaseTable<string> trackers = new(time, Leases.Tracking);
    private SymbolKey symbol;
    private FeedState feedState;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        symbol = SymbolKey.Parse(this.GetPrimaryKeyString());
        await this.GetStreamProvider(SiloFeatures.BarStreams)
            .GetStream<BarsClosed>(StreamId.Create(SiloFeatures.BarStreams, symbol.ToString()))
            .SubscribeAsync(this);
        this.RegisterGrainTimer(_ => Want(), new GrainTimerCreationOptions(TimeSpan.Zero, Leases.Renewal));
    }

    public async Task<FeedState> LeasePair(string pairKey, Interval interval)
    {
        var isFirst = IsIdle;
        pairs.Renew((pairKey, interval));
        await WantAtOnce(isFirst);
        return feedState;
    }

    public Task ReleasePair(string pairKey)
    {
        pairs.Remove(lease => lease.Pair == pairKey);
        return Task.CompletedTask;
    }

    public async Task<FeedState> LeaseRule(string ruleKey, Interval interval, bool withTicks)
    {
        var isFirst = IsIdle;
        rules.Renew((ruleKey, interval, withTicks));
        await WantAtOnce(isFirst);
        return feedState;
    }

    public Task ReleaseRule(string ruleKey)
    {
        rules.Remove(lease => lease.Rule == ruleKey);
        return Task.CompletedTask;
    }

    public async Task KeepTracked(string holder)
    {
        var isFirst = IsIdle;
        trackers.Renew(holder);
        await WantAtOnce(isFirst);
    }

    public Task Untrack(string holder)
    {
        trackers.Remove(lease => lease == holder);
        return Task.CompletedTask;
    }

    public async Task LeaseObserver(IMarketObserver observer, Interval interval)
    {
        var isFirst = IsIdle;
        observers.Renew((observer, interval));
        await WantAtOnce(isFirst);
    }

    public Task ReleaseObserver(IMarketObserver observer, Interval interval)
    {
        observers.Remove(lease => lease.Interval == interval && lease.Observer.Equals(observer));
        return Task.CompletedTask;
    }

    public Task OnTick(SymbolTick tick)
    {
        foreach (var pair in pairs.Current().Select(lease => lease.Pair).Distinct())
        {
            _ = GrainFactory.GetGrain<IPairGrain>(pair).OnTick(tick);
        }

        foreach (var rule in rules.Current().Where(lease => lease.WithTicks))
        {
            _ = GrainFactory.GetGrain<IRuleGrain>(rule.Rule).OnTick(tick);
        }

        foreach (var observer in observers.Current().Select(lease => lease.Observer).Distinct())
        {
            _ = observer.OnTick(tick);
        }

        return Task.CompletedTask;
    }

    public Task OnFeedState(FeedState state)
    {
        if (state != feedState)
        {
            feedState = state;
            foreach (var pair in pairs.Current().Select(lease => lease.Pair).Distinct())
            {
                _ = GrainFactory.GetGrain<IPairGrain>(pair).OnFeedState(symbol, state);
            }

            foreach (var rule in rules.Current())
            {
                _ = GrainFactory.GetGrain<IRuleGrain>(rule.Rule).OnFeedState(RuleTarget.OfSymbol(symbol), state);
            }
        }

        return Task.CompletedTask;
    }

    public Task OnNextAsync(BarsClosed item, StreamSequenceToken? token = null)
    {
        foreach (var (interval, bars) in item.Bars.GroupBy(bar => bar.Interval).Select(g => (g.Key, g.ToImmutableArray())))
        {
            foreach (var lease in pairs.Current().Where(lease => lease.Interval == interval))
            {
                _ = GrainFactory.GetGrain<IPairGrain>(lease.Pair).OnBars(bars);
            }

            foreach (var lease in rules.Current().Where(lease => lease.Interval == interval))
            {
                _ = GrainFactory.GetGrain<IRuleGrain>(lease.Rule).OnBars(bars);
            }

            foreach (var lease in observers.Current().Where(lease => lease.Interval == interval))
            {
                _ = lease.Observer.OnBars(bars);
            }
        }

        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    private bool IsIdle => pairs.Current().Count == 0 && rules.Current().Count == 0 && observers.Current().Count == 0 && trackers.Current().Count == 0;

    /// <summary>The first lease asks the feed at once; later ones ride on the timer.</summary>
    private Task WantAtOnce(bool isFirst) => isFirst ? Want() : Task.CompletedTask;

    private Task Want() => IsIdle || symbol.Venue == Venues.Upload
        ? Task.CompletedTask
        : GrainFactory.GetGrain<IFeedGrain>(symbol.Venue).Want([symbol.Symbol]);
}
