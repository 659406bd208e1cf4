using System.Collections.Immutable;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;

namespace QuantPlatform.Tests.Web.Api.Fakes;

/// <summary>The market data that the fake grains answer with.</summary>
internal sealed class FakeMarket
{
    public string Venue { get; set; } = Venues.Demo;

    public FeedState State { get; set; } = FeedState.Live;

    public ImmutableArray<string> Listed { get; set; } = ["ADAUSDT", "BTCUSDT", "ETHUSDT", "SOLUSDT"];

    /// <summary>Symbols whose feed runs.</summary>
    public ImmutableArray<string> Fed { get; set; } = ["BTCUSDT", "ETHUSDT", "ADAUSDT"];

    public Dictionary<(SymbolKey, Interval), ImmutableArray<Bar>> Bars { get; } = [];

    public Dictionary<SymbolKey, ImmutableArray<Trade>> Trades { get; } = [];

    public Bar? Open { get; set; }

    public static Bar BarAt(long open, decimal price = 100m, int revision = 0) => new(
        open, price, price + 1, price - 1, price + 0.5m, 2m, 201.123456789m, 1.5m, 3, 10, 12, BarQuality.Traded, revision, BarSource.Trades);

    /// <summary>The rows of a range by the rule of the API, by hand.</summary>
    public static ImmutableArray<T> Cut<T>(IEnumerable<T> rows, Func<T, long> time, TimeRange range)
    {
        var inside = rows.Where(row => (range.From is null || time(row) >= range.From) && (range.To is null || time(row) < range.To)).ToList();
        return range.From is null ? [.. inside.TakeLast(range.Limit)] : [.. inside.Take(range.Limit)];
    }
}

internal sealed class FakeHistory(FakeMarket market) : IHistoryGrain
{
    public Task<ImmutableArray<Bar>> GetBars(SymbolKey symbol, Interval interval, TimeRange range) =>
        Task.FromResult(FakeMarket.Cut(market.Bars.GetValueOrDefault((symbol, interval), []), bar => bar.OpenTime, range));

    public Task<ImmutableArray<Trade>> GetTrades(SymbolKey symbol, TimeRange range) =>
        Task.FromResult(FakeMarket.Cut(market.Trades.GetValueOrDefault(symbol, []), trade => trade.Time, range));
}

internal sealed class FakeSymbol(FakeMarket market) : ISymbolGrain
{
    public Task<IngestResult> Ingest(TradeBatch batch) => throw new NotSupportedException();

    public Task<IngestResult> Answer(FetchAnswer answer) => throw new NotSupportedException();

    public Task<SymbolStatus> GetStatus() => Task.FromResult(new SymbolStatus(100.25m, 1_000, 0, 0, 0, 0, 0, 0, 0, 0, 1.5, 12.5m, true));

    public Task<Bar?> GetOpenBar(Interval interval) => Task.FromResult(market.Open);

    public Task<RecentBars?> GetBarsAfter(Interval interval, long after, int limit) => Task.FromResult<RecentBars?>(null);
}

internal sealed class FakeCatalog(FakeMarket market, string venue) : ISymbolCatalogGrain
{
    public Task<ImmutableArray<SymbolInfo>> GetSymbols() =>
        Task.FromResult<ImmutableArray<SymbolInfo>>(venue == market.Venue ? [.. market.Listed.Select(Info)] : []);

    public Task<SymbolInfo?> Find(string symbol) => Task.FromResult(venue == market.Venue && market.Listed.Contains(symbol) ? Info(symbol) : null);

    public Task Put(ImmutableArray<SymbolInfo> symbols) => throw new NotSupportedException();

    private static SymbolInfo Info(string symbol) => new(symbol, "TRADING", "PERPETUAL", symbol[..^4], "USDT", 0.10m, 0.001m, 0);
}

internal sealed class FakeActiveVenue(FakeMarket market) : IActiveVenueGrain
{
    public Task<string> Get() => Task.FromResult(market.Venue);

    public Task<string> Decide() => Task.FromResult(market.Venue);
}

internal sealed class FakeFeed(FakeMarket market, string venue) : IFeedGrain
{
    public List<IFeedObserver> Observers { get; } = [];

    public VenueState State => new(venue, venue == Venues.Demo ? "demo" : "binance", market.State, 5_000, market.State == FeedState.Live ? "" : "cut off");

    public Task EnsureRunning() => Task.CompletedTask;

    public Task Stop() => Task.CompletedTask;

    public Task Want(ImmutableArray<string> symbols) => Task.CompletedTask;

    public Task<FeedStatus> GetStatus() => Task.FromResult(new FeedStatus(
        State, [.. market.Fed.Select(symbol => new SymbolFeedStatus(symbol, FeedState.Live, "", 4_000, 12.5, 1, 2, 3, 4, 5, 6, 7))], 42, 0, true));

    public Task LeaseObserver(IFeedObserver observer)
    {
        if (!Observers.Contains(observer))
        {
            Observers.Add(observer);
        }

        return Task.CompletedTask;
    }

    public Task ReleaseObserver(IFeedObserver observer)
    {
        Observers.Remove(observer);
        return Task.CompletedTask;
    }
}

internal sealed class FakeHub : ISymbolHubGrain
{
    public List<IMarketObserver> Observers { get; } = [];

    public int Leases { get; private set; }

    public Task<FeedState> LeasePair(string pairKey, Interval interval) => Task.FromResult(FeedState.Live);

    public Task ReleasePair(string pairKey) => Task.CompletedTask;

    public Task<FeedState> LeaseRule(string ruleKey, Interval interval, bool withTicks) => throw new NotSupportedException();

    public Task ReleaseRule(string ruleKey) => throw new NotSupportedException();

    public Task KeepTracked(string holder) => Task.CompletedTask;

    public Task Untrack(string holder) => Task.CompletedTask;

    public Task LeaseObserver(IMarketObserver observer, Interval interval)
    {
        Leases++;
        if (!Observers.Contains(observer))
        {
            Observers.Add(observer);
        }

        return Task.CompletedTask;
    }

    public Task ReleaseObserver(IMarketObserver observer, Interval interval)
    {
        Observers.Remove(observer);
        return Task.CompletedTask;
    }

    public Task OnFeedState(FeedState state) => Task.CompletedTask;

    public Task OnTick(SymbolTick tick) => Task.CompletedTask;
}
