using Microsoft.Extensions.Options;
using Orleans;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Feeds;

/// <summary>Decides which venue new pairs default to, and starts and stops feeds accordingly.</summary>
[GrainType("active-venue"), KeepAlive]
internal sealed class ActiveVenueGrain(IOptions<FeedOptions> options, TimeProvider time) : Grain, IActiveVenueGrain
{
    private readonly VenueFallback fallback = new(time);

    private string Active => options.Value.Kind switch
    {
        FeedOptions.Demo => Venues.Demo,
        FeedOptions.Binance => Venues.Binance,
        _ => fallback.Active,
    };

    public Task<string> Get() => Task.FromResult(Active);

    public async Task<string> Decide()
    {
        if (options.Value.Kind != FeedOptions.Auto)
        {
            await GrainFactory.GetGrain<IFeedGrain>(Active).EnsureRunning();
            return Active;
        }

        var binance = GrainFactory.GetGrain<IFeedGrain>(Venues.Binance);
        var demo = GrainFactory.GetGrain<IFeedGrain>(Venues.Demo);
        await binance.EnsureRunning();
        var venue = fallback.Decide(await binance.GetStatus());
        await (venue == Venues.Demo ? demo.EnsureRunning() : demo.Stop());
        return venue;
    }
}
