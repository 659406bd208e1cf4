using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Web.Live;

/// <summary>
/// What moves, as it moves, for the signed-in user. Every subscription is a hint of the newest state: read the state itself through
/// <see cref="Tenancy.TenantGrains"/> after subscribing, then apply updates. Dispose a subscription to end it.
/// </summary>
/// <remarks>
/// Scoped: one for each request or circuit. A node holds one lease per topic however many subscribe, renews it, and pulls what lost hints
/// left out. A subscriber that does not read loses the oldest updates of its own buffer, never anybody else's
/// (<see cref="ILiveSubscription{T}.Dropped"/> counts them).
/// </remarks>
public interface ILiveFeed
{
    /// <summary>Closed points and previews of one of the user's pairs.</summary>
    /// <returns>Null when the user has no such pair.</returns>
    Task<ILiveSubscription<PairUpdate>?> SubscribePair(string pairId, CancellationToken cancellationToken = default);

    /// <summary>Closed and replaced bars of a symbol, and its newest trade at most 4 times a second.</summary>
    Task<ILiveSubscription<BarUpdate>> SubscribeBars(SymbolKey symbol, Interval interval, CancellationToken cancellationToken = default);

    /// <summary>State of the active venue: once at the start, then on every change, also when another venue becomes the active one.</summary>
    Task<ILiveSubscription<VenueState>> SubscribeFeed(CancellationToken cancellationToken = default);

    /// <summary>New alerts of the user, and changes of older ones.</summary>
    Task<ILiveSubscription<AlertUpdate>> SubscribeAlerts(CancellationToken cancellationToken = default);
}
