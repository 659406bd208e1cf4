using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Silo.Feeds.Sockets;

namespace QuantPlatform.Silo.Feeds;

/// <summary>Puts a venue's feed together from the configuration.</summary>
/// <param name="demos">The built-in exchange; none in a host that has not got it.</param>
internal sealed class VenueFeedFactory(
    IOptions<FeedOptions> options, IEnumerable<IDemoExchange> demos, IGrainFactory grains, IHttpClientFactory http, SocketTimings timings,
    TimeProvider time, FeedMetrics metrics, ILoggerFactory loggers)
{
    /// <summary><c>demo</c> for the simulated venue, otherwise <c>binance</c>.</summary>
    public static string KindOf(string venue) => venue == Venues.Demo ? FeedOptions.Demo : FeedOptions.Binance;

    /// <summary>Why a venue has no feed here, in words a user understands; null when it can have one.</summary>
    public string? WhyNot(string venue) => venue switch
    {
        not (Venues.Binance or Venues.Demo) => $"there is no venue '{venue}'",
        _ when !options.Value.Allows(venue) => $"switched off by {FeedOptions.Section}:{nameof(FeedOptions.Kind)}={options.Value.Kind}",
        Venues.Demo when !demos.Any() => "this node has no demo exchange",
        _ => null,
    };

    /// <summary>A feed that has not started yet.</summary>
    public VenueFeed Create(string venue, Action<VenueState> onState)
    {
        var value = options.Value;
        var settings = new VenueSettings(
            venue, KindOf(venue), value.Stream, value.SymbolList, venue == Venues.Demo ? demos.First().Start : _ => Task.FromResult(Configured(value)),
            timings, value.QueueCapacity, value.Seed);
        var catalog = grains.GetGrain<ISymbolCatalogGrain>(venue);
        var ports = new VenuePorts(
            symbol => Port(new SymbolKey(venue, symbol).ToString()),
            catalog.GetSymbols, catalog.Put, onState, Client, CallPrincipal.System.Enter);
        return new VenueFeed(settings, ports, time, metrics, loggers.CreateLogger<VenueFeed>());
    }

    private GrainSymbolPort Port(string key) => new(grains.GetGrain<ISymbolGrain>(key), grains.GetGrain<ISymbolHubGrain>(key));

    private static ExchangeAddresses Configured(FeedOptions value) => new(new Uri(value.WebSocketUrl), new Uri(value.RestUrl));

    private HttpClient Client(Uri address)
    {
        var client = http.CreateClient(address.IsLoopback ? FeedServices.LoopbackClient : FeedServices.Client);
        client.BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/");
        return client;
    }
}
