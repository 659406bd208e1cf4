using System.Collections.Immutable;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Feeds.Pumps;
using QuantPlatform.Silo.Feeds.Sockets;

namespace QuantPlatform.Silo.Feeds;

/// <summary>How a venue's feed is run.</summary>
/// <param name="Kind"><c>binance</c> or <c>demo</c>.</param>
/// <param name="Stream"><c>aggTrade</c> or <c>trade</c>.</param>
/// <param name="Addresses">Finds, or starts, the exchange.</param>
internal sealed record VenueSettings(
    string Venue, string Kind, string Stream, ImmutableArray<string> AlwaysOn, Func<CancellationToken, Task<ExchangeAddresses>> Addresses,
    SocketTimings Timings, int QueueCapacity, int Seed);

/// <summary>What a venue's feed talks to on this side.</summary>
/// <param name="Symbol">The symbol behind a name.</param>
/// <param name="ReadCatalog">The symbols known from before; empty when there are none.</param>
/// <param name="WriteCatalog">Keeps the venue's newest list.</param>
/// <param name="OnState">Hears of each change of the venue's state.</param>
/// <param name="Http">Makes a client for a REST base address.</param>
/// <param name="EnterPrincipal">Called first on every loop of the feed: who its grain calls are made for.</param>
internal sealed record VenuePorts(
    Func<string, ISymbolPort> Symbol,
    Func<Task<ImmutableArray<SymbolInfo>>> ReadCatalog,
    Func<ImmutableArray<SymbolInfo>, Task> WriteCatalog,
    Action<VenueState> OnState,
    Func<Uri, HttpClient> Http,
    Action EnterPrincipal);
