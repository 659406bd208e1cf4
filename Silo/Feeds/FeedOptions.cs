using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace QuantPlatform.Silo.Feeds;

/// <summary>Section <c>Feed</c> of the configuration.</summary>
internal sealed class FeedOptions
{
    public const string Section = "Feed";

    public const string Auto = "auto", Binance = "binance", Demo = "demo";
    public const string AggTrade = "aggTrade", Trade = "trade";

    /// <summary><c>binance</c>, <c>demo</c>, or <c>auto</c>: Binance, and the demo feed while Binance cannot be reached. The default is <c>auto</c>.</summary>
    [AllowedValues(Auto, Binance, Demo)]
    public string Kind { get; set; } = Auto;

    /// <summary>The root to which <c>/stream</c> is added. The default is the exchange's root for market streams.</summary>
    [Required]
    public string WebSocketUrl { get; set; } = "wss://fstream.binance.com/market";

    /// <summary>Base of the REST paths. The default is the exchange's.</summary>
    [Required]
    public string RestUrl { get; set; } = "https://fapi.binance.com";

    /// <summary>Symbols that are always on, separated by commas.</summary>
    [Required]
    public string Symbols { get; set; } = "BTCUSDT,ETHUSDT,SOLUSDT,BNBUSDT,XRPUSDT";

    /// <summary><c>aggTrade</c> (the default) or <c>trade</c>, which cannot be backfilled and which Binance routes under <c>/public</c>.</summary>
    [AllowedValues(AggTrade, Trade)]
    public string Stream { get; set; } = AggTrade;

    /// <summary>Trades that wait for one symbol at most; more are dropped and fetched later. The default is 100,000.</summary>
    [Range(100_000, 10_000_000)]
    public int QueueCapacity { get; set; } = Pumps.PumpSettings.DefaultQueueCapacity;

    /// <summary>Makes retries uneven; the same seed gives the same waits.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>The always-on symbols, upper-case, each once.</summary>
    public ImmutableArray<string> SymbolList =>
        [.. Symbols.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(s => s.ToUpperInvariant()).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether a venue may run at all under <see cref="Kind"/>.</summary>
    public bool Allows(string venue) => Kind == Auto || (Kind == Demo) == (venue == Contracts.Markets.Venues.Demo);
}
