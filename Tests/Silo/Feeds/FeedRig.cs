using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.MarketSimulator;
using QuantPlatform.Silo.Feeds;
using QuantPlatform.Silo.Feeds.Pumps;
using QuantPlatform.Silo.Feeds.Sockets;
using QuantPlatform.Tests.Silo.Storage;

namespace QuantPlatform.Tests.Silo.Feeds;

/// <summary>A venue's whole feed against a simulated exchange, with symbols of the test's choice.</summary>
internal sealed class FeedRig : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, BookSymbol> symbols = new();

    public FeedRig(
        ExchangeServer exchange, string[] alwaysOn, string stream = FeedOptions.AggTrade, SocketTimings? timings = null,
        TimeProvider? time = null, Uri? root = null, Dictionary<string, MemoryMarketStore>? stores = null)
    {
        Exchange = exchange;
        time ??= TimeProvider.System;
        var addresses = new ExchangeAddresses(root ?? (stream == FeedOptions.Trade ? exchange.PublicUrl : exchange.MarketUrl), exchange.RestUrl);
        var settings = new VenueSettings(
            "test", "demo", stream, [.. alwaysOn], _ => Task.FromResult(addresses), timings ?? SocketTimings.Default, PumpSettings.DefaultQueueCapacity, Seed: 1);
        var ports = new VenuePorts(
            name => symbols.GetOrAdd(name, each => new BookSymbol(each, time, stores?[each] ?? new MemoryMarketStore())),
            () => Task.FromResult(ImmutableArray<SymbolInfo>.Empty),
            list =>
            {
                Catalogue = list;
                return Task.CompletedTask;
            },
            States.Enqueue, Client, () => { });
        Feed = new VenueFeed(settings, ports, time, PumpRig.Metrics(), NullLogger.Instance);
        Feed.Start();
    }

    public ExchangeServer Exchange { get; }

    public VenueFeed Feed { get; }

    public ConcurrentQueue<VenueState> States { get; } = new();

    public ImmutableArray<SymbolInfo> Catalogue { get; private set; } = [];

    public BookSymbol Book(string name) => symbols[name];

    public bool Has(string name) => symbols.ContainsKey(name);

    public SymbolFeedStatus? Status(string name) => Feed.Status().Symbols.FirstOrDefault(status => status.Symbol == name);

    public async ValueTask DisposeAsync()
    {
        await Feed.DisposeAsync();
        foreach (var symbol in symbols.Values)
        {
            symbol.Dispose();
        }
    }

    private static HttpClient Client(Uri address) =>
        new(new SocketsHttpHandler { UseProxy = false, AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };
}
