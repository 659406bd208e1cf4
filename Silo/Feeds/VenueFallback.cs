using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Feeds;

/// <summary>The choice of <c>Feed:Kind=auto</c>: Binance, unless it has not been reached for 15 s; then the demo venue until it is.</summary>
internal sealed class VenueFallback(TimeProvider time)
{
    /// <summary>How long Binance may be out of reach.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private long? lastReached;

    /// <summary>The venue chosen last; Binance at first.</summary>
    public string Active { get; private set; } = Venues.Binance;

    /// <summary>Looks at how Binance fares.</summary>
    public string Decide(FeedStatus binance)
    {
        lastReached ??= time.GetTimestamp();

        // A stale connection is a quiet market, unless nothing has ever come over it.
        var isReached = binance.Venue.State is FeedState.Live or FeedState.Backfilling || (binance.Venue.State == FeedState.Stale && binance.EverConnected);
        if (isReached)
        {
            lastReached = time.GetTimestamp();
            Active = Venues.Binance;
        }
        else if (time.GetElapsedTime(lastReached.Value) >= Patience)
        {
            Active = Venues.Demo;
        }

        return Active;
    }
}
