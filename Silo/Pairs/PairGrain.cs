using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Statistics;

namespace QuantPlatform.Silo.Pairs;

/// <summary>One user's pair, live: fed by hints, by pulls where a hint is missing, and by a slow timer anyway.</summary>
[GrainType("pair")]
internal sealed partial class PairGrain(
    [PersistentState("pair", SiloFeatures.GrainStorage)] IPersistentState<PairState> storage,
    HeavyQueue queue, TimeProvider time, ILogger<PairGrain> logger) : Grain, IPairGrain
{
    private static readonly TimeSpan PreviewPeriod = TimeSpan.FromMilliseconds(250);

    private readonly LeaseTable<IPairObserver> observers = new(time, Leases.Length);
    private TenantKey key;
    private LivePair? live;
    private IGrainTimer? timer;
    private long? previewedAt;

    private IHistoryGrain History => GrainFactory.GetGrain<IHistoryGrain>("0");

    private IAnalyticsGrain Analytics => GrainFactory.GetGrain<IAnalyticsGrain>("0");

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        key = TenantKey.Parse(this.GetPrimaryKeyString());
        await LoadDefinition();
    }

    public Task EnsureRunning()
    {
        if (live is null)
        {
            DeactivateOnIdle();
        }

        return Task.CompletedTask;
    }

    public async Task Reload()
    {
        await Release();
        await LoadDefinition();
        if (live is null)
        {
            await storage.ClearStateAsync(CancellationToken.None);
            DeactivateOnIdle();
        }
    }

    public async Task<PairSnapshot?> GetSnapshot()
    {
        if (live is { IsWarm: false })
        {
            await Tend();
        }

        return live?.Snapshot();
    }

    public async Task<Outcome<ImmutableArray<PairPoint>>> GetSeries(TimeRange range)
    {
        if (live is { IsWarm: false })
        {
            // This call interleaves; the warm-up must not, so it gets a turn of its own.
            await GrainFactory.GetGrain<IPairGrain>(key.ToString()).GetSnapshot();
        }

        return live is { } pair
            ? await Analytics.GetPairSeries(pair.Definition.Settings, range, storage.State.Transitions)
            : Outcome.Refused<ImmutableArray<PairPoint>>(RefusalCodes.NotFound, null, "an existing pair", "There is no such pair.");
    }

    public Task LeaseObserver(IPairObserver observer)
    {
        observers.Renew(observer);
        return Task.CompletedTask;
    }

    public Task ReleaseObserver(IPairObserver observer)
    {
        observers.Remove(holder => holder.Equals(observer));
        return Task.CompletedTask;
    }

    public async Task OnBars(ImmutableArray<BarClosed> bars)
    {
        if (live is not { IsWarm: true } pair)
        {
            return;
        }

        if (pair.IsStatic)
        {
            // A leg that was added only now gets its history after the pair has begun.
            if (bars.Any(pair.Concerns))
            {
                await Warm(pair);
                await Advance(pair);
                Show(pair);
                TellRules(pair, []);
            }

            return;
        }

        var offers = bars.ToLookup(pair.Offer);
        await Revise(pair, [.. offers[Offer.Revises].Select(hint => hint.Bar.OpenTime).Distinct()]);
        TellRules(pair, [.. offers[Offer.Revises].Select(hint => new RevisedBar(hint.Bar.OpenTime, hint.Bar.Revision))]);
        if (offers.Contains(Offer.Missing))
        {
            await Pull(pair);
        }

        await Advance(pair);
    }

    public Task OnTick(SymbolTick tick)
    {
        if (live is not { IsWarm: true, IsStatic: false } pair || !pair.Tick(tick))
        {
            return Task.CompletedTask;
        }

        var now = time.GetTimestamp();
        if ((previewedAt is { } last && time.GetElapsedTime(last, now) < PreviewPeriod) || pair.Preview() is not { } preview)
        {
            return Task.CompletedTask;
        }

        previewedAt = now;
        TellRules(pair, preview);
        foreach (var observer in observers.Current())
        {
            _ = observer.OnPreview(pair.Definition.Id, preview);
        }

        return Task.CompletedTask;
    }

    public Task OnFeedState(SymbolKey symbol, FeedState state)
    {
        if (live?.SetFeedState(symbol, state) == true)
        {
            Show(live);
            TellRules(live, live.FeedState);
        }

        return Task.CompletedTask;
    }

    private async Task LoadDefinition()
    {
        timer?.Dispose();
        timer = null;
        live = null;
        var definition = await GrainFactory.GetGrain<IWorkspaceGrain>(key.UserId).GetPair(key.Id!);
        if (definition is null)
        {
            return;
        }

        live = new LivePair(definition, time);

        // The first turn of the timer warms up; a disabled pair is warmed once for its readers and follows nothing.
        if (definition.Settings.Enabled)
        {
            timer = this.RegisterGrainTimer(_ => Tend(), new GrainTimerCreationOptions(TimeSpan.Zero, Leases.Renewal) { KeepAlive = true });
        }
    }

    private void Show(LivePair pair)
    {
        var holders = observers.Current();
        if (holders.Count == 0)
        {
            return;
        }

        var snapshot = pair.Snapshot();
        foreach (var observer in holders)
        {
            _ = observer.OnSnapshot(snapshot);
        }
    }

    private async Task Release()
    {
        if (live is { } pair)
        {
            foreach (var leg in pair.Legs.Where(leg => !leg.IsUpload))
            {
                await Hub(leg).ReleasePair(key.ToString());
            }
        }
    }

    private ISymbolHubGrain Hub(SymbolKey leg) => GrainFactory.GetGrain<ISymbolHubGrain>(leg.ToString());
}
