using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Streams;
using Orleans.TestingHost;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Silo.Admin;
using QuantPlatform.MarketSimulator;
using QuantPlatform.Silo;
using QuantPlatform.Silo.Feeds;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Symbols;
using QuantPlatform.Silo.Tenancy;
using QuantPlatform.Tests.MarketSimulator;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.Silo.Feeds;

/// <summary>The feed's grains in a silo, with the simulated exchange as the demo venue.</summary>
public sealed class FeedGrainTests : IAsyncLifetime
{
    private readonly SmallTape small = SmallTape.Of(frames: 4_000);
    private ExchangeServer exchange = null!;
    private InProcessTestCluster cluster = null!;

    private IFeedGrain Demo => cluster.Client.GetGrain<IFeedGrain>(Venues.Demo);

    private IActiveVenueGrain Active => cluster.Client.GetGrain<IActiveVenueGrain>("0");

    public async Task InitializeAsync()
    {
        exchange = await ExchangeServer.Start(TapeMarket.Load(small.Path, new TapeOptions { Speed = 10 }));
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Feed:Kind", "demo"), KeyValuePair.Create<string, string?>("Feed:Symbols", "BTCUSDT")]).Build();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage(SiloFeatures.GrainStorage);
            silo.AddMemoryStreams(SiloFeatures.BarStreams, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
            silo.Services.AddFeeds(configuration);
            silo.Services.AddSymbols();
            silo.Services.AddSingleton<IDemoExchange>(new Simulated(exchange));
            silo.Services.AddSingleton<IMarketStore>(new MemoryMarketStore());
            silo.Services.AddSingleton<AuditQueue>().AddSingleton<NodeLoad>();
            silo.AddIncomingGrainCallFilter<IncomingPrincipalFilter>();
            silo.AddOutgoingGrainCallFilter<OutgoingPrincipalFilter>();
        });
        cluster = builder.Build();
        await cluster.DeployAsync();
        CallPrincipal.System.Enter();
    }

    public async Task DisposeAsync()
    {
        await cluster.StopAllSilosAsync();
        await cluster.DisposeAsync();
        await exchange.DisposeAsync();
        small.Dispose();
    }

    [Fact]
    public async Task Decide_DemoOnly_RunsTheDemoFeedIntoItsSymbols()
    {
        CallPrincipal.System.Enter();
        var heard = new Observer();
        var reference = cluster.Client.CreateObjectReference<IFeedObserver>(heard);
        await Demo.LeaseObserver(reference);
        Assert.Equal(Venues.Demo, await Active.Decide());
        await Eventually.Holds(async () => (await Demo.GetStatus()).Venue.State == FeedState.Live, "live");

        Assert.Equal(Venues.Demo, await Active.Get());
        var symbol = cluster.Client.GetGrain<ISymbolGrain>("demo:BTCUSDT");
        await Eventually.Holds(async () => (await symbol.GetStatus()) is { CaughtUp: true, LastTradeTime: > 0 }, "the symbol has trades");
        var catalog = cluster.Client.GetGrain<ISymbolCatalogGrain>(Venues.Demo);
        await Eventually.Holds(async () => (await catalog.GetSymbols()).Length == 2, "the catalogue");
        Assert.Equal("ETHUSDT", (await catalog.Find("ETHUSDT"))!.Symbol);
        Assert.Null(await catalog.Find("NOPE"));
        await Eventually.Holds(() => heard.States.Any(state => state.State == FeedState.Live), "the observer hears of it");
    }

    [Fact]
    public async Task EnsureRunning_VenueSwitchedOff_StaysDownAndSaysWhy()
    {
        CallPrincipal.System.Enter();
        var binance = cluster.Client.GetGrain<IFeedGrain>(Venues.Binance);
        await binance.EnsureRunning();

        var venue = (await binance.GetStatus()).Venue;
        Assert.Equal((FeedState.Down, "switched off by Feed:Kind=demo"), (venue.State, venue.Reason));
    }

    [Fact]
    public async Task Stop_SomebodyWantsASymbol_GoesOn()
    {
        CallPrincipal.System.Enter();
        await Demo.Want(ImmutableArray.Create("ETHUSDT"));
        await Eventually.Holds(async () => (await Demo.GetStatus()).Symbols.Any(symbol => symbol is { Symbol: "ETHUSDT", State: FeedState.Live }), "the wish is live");
        await Demo.Stop();

        Assert.NotEqual(FeedState.Down, (await Demo.GetStatus()).Venue.State);
        Assert.Equal(1, exchange.Sockets);
    }

    [Fact]
    public async Task Stop_NobodyWantsAnything_ReleasesTheSockets()
    {
        CallPrincipal.System.Enter();
        await Demo.EnsureRunning();
        await Eventually.Holds(() => exchange.Sockets == 1, "a socket");
        await Demo.Stop();

        Assert.Equal((FeedState.Down, "this feed is not running"), (await Demo.GetStatus() is var status ? status.Venue.State : default, status.Venue.Reason));
        await Eventually.Holds(() => exchange.Sockets == 0, "no socket");
    }

    private sealed class Simulated(ExchangeServer exchange) : IDemoExchange
    {
        public Task<ExchangeAddresses> Start(CancellationToken cancellationToken) => Task.FromResult(new ExchangeAddresses(exchange.MarketUrl, exchange.RestUrl));
    }

    private sealed class Observer : IFeedObserver
    {
        public ConcurrentQueue<VenueState> States { get; } = new();

        public Task OnFeed(VenueState state)
        {
            States.Enqueue(state);
            return Task.CompletedTask;
        }
    }
}
