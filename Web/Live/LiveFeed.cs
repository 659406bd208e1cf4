using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Live;

/// <summary>Subscriptions of one signed-in user.</summary>
internal sealed class LiveFeed(LiveHub hub, TenantGrains tenant) : ILiveFeed
{
    public async Task<ILiveSubscription<PairUpdate>?> SubscribePair(string pairId, CancellationToken cancellationToken = default)
    {
        if (!TenantKey.IsPart(pairId) || await tenant.Call(user => user.Workspace.GetPair(pairId)) is null)
        {
            return null;
        }

        var owner = (await tenant.Principal()).UserId!;
        return await Subscribe<PairUpdate>(new PairTopicKey(owner, pairId), liveEvent => liveEvent switch
        {
            PairEvent closed => new PairUpdate(closed.Snapshot, null),
            PreviewEvent preview => new PairUpdate(null, preview.Preview),
            _ => null,
        }, cancellationToken);
    }

    public async Task<ILiveSubscription<BarUpdate>> SubscribeBars(SymbolKey symbol, Interval interval, CancellationToken cancellationToken = default)
    {
        await tenant.Principal();
        return await Subscribe<BarUpdate>(new BarsTopicKey(symbol, interval), liveEvent => liveEvent switch
        {
            BarEvent bar => new BarUpdate(bar.Bar, null),
            TickEvent tick => new BarUpdate(null, tick.Tick),
            _ => null,
        }, cancellationToken);
    }

    public async Task<ILiveSubscription<VenueState>> SubscribeFeed(CancellationToken cancellationToken = default)
    {
        await tenant.Principal();
        return await Subscribe<VenueState>(new FeedTopicKey(), liveEvent => (liveEvent as FeedEvent)?.State, cancellationToken);
    }

    public async Task<ILiveSubscription<AlertUpdate>> SubscribeAlerts(CancellationToken cancellationToken = default)
    {
        var owner = (await tenant.Principal()).UserId!;
        return await Subscribe<AlertUpdate>(new AlertTopicKey(owner), AlertUpdate.Of, cancellationToken);
    }

    private async Task<ILiveSubscription<T>> Subscribe<T>(LiveTopicKey key, Func<LiveEvent, T?> select, CancellationToken cancellationToken)
        where T : class
    {
        var subscription = new LiveSubscription<T>(hub, key, select);
        await hub.Attach(key, subscription, null, cancellationToken);
        return subscription;
    }
}
