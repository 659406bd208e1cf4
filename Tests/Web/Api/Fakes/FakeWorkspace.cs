using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Workspaces;

namespace QuantPlatform.Tests.Web.Api.Fakes;

/// <summary>A workspace without storage; its rules are the real ones.</summary>
internal sealed class FakeWorkspace : IWorkspaceGrain
{
    private WorkspaceState _state = new();

    public int Quota { get; set; } = 3;

    public Task<ImmutableArray<PairDefinition>> GetPairs() => Task.FromResult(_state.Pairs);

    public Task<PairDefinition?> GetPair(string pairId) => Task.FromResult(_state.FindPair(pairId));

    public Task<Outcome<PairDefinition>> AddPair(PairSettings settings)
    {
        var pair = new PairDefinition(Guid.NewGuid().ToString("N"), 1, 0, settings);
        return Task.FromResult(Apply(_state.WithPair(pair, Quota), () => pair));
    }

    public Task<Outcome<PairDefinition>> UpdatePair(string pairId, PairSettings settings, long? ifVersion) =>
        Task.FromResult(Apply(_state.WithChangedPair(pairId, settings, ifVersion), () => _state.FindPair(pairId)!));

    public Task<Outcome<PairDefinition>> DeletePair(string pairId)
    {
        var pair = _state.FindPair(pairId)!;
        _state = _state.WithoutPair(pairId);
        return Task.FromResult(Outcome.Of(pair));
    }

    public Task<Outcome<PairDefinition>> RestorePair(PairDefinition definition) => throw new NotSupportedException();

    public Task<ImmutableArray<SymbolKey>> GetTracked() => Task.FromResult(_state.Tracked);

    public Task<Outcome<SymbolKey>> Track(SymbolKey symbol) => Task.FromResult(Apply(_state.WithTracked(symbol, quota: 2), () => symbol));

    public Task<bool> Untrack(SymbolKey symbol)
    {
        var tracked = _state.Tracked.Contains(symbol);
        _state = _state.WithoutTracked(symbol);
        return Task.FromResult(tracked);
    }

    public Task<ImmutableDictionary<string, QuotaUse>> GetQuotas() =>
        Task.FromResult(ImmutableDictionary<string, QuotaUse>.Empty.Add("pairs", new QuotaUse(_state.Pairs.Length, Quota)));

    public Task EnsureRunning() => Task.CompletedTask;

    private Outcome<T> Apply<T>(Outcome<WorkspaceState> next, Func<T> value)
    {
        if (!next.Accepted)
        {
            return Outcome.Refused<T>(next.Refusals);
        }

        _state = next.Value!;
        return Outcome.Of(value());
    }
}

/// <summary>A pair whose snapshot and points a test chooses.</summary>
internal sealed class FakePair : IPairGrain
{
    public List<IPairObserver> Observers { get; } = [];

    public PairSnapshot? Snapshot { get; set; }

    public ImmutableArray<PairPoint> Points { get; set; } = [];

    public static PairSnapshot SnapshotOf(string pairId, long time, long revision, double? z) => new(
        pairId, Interval.OneMinute, time, revision, FeedState.Live, 2_500.5, 60_000.25, 1.5, 0.75, null, 0.9, 0.01, 0.005, 0.002, 20, 16, z, 0.8, null, null, double.NaN, null, null,
        null, PairSignal.ShortSpread, [new PairLeg(new SymbolKey(Venues.Demo, "ETHUSDT"), LegSide.Sell, 1, 2_500.5)], z is not null, 240, 240, z is null ? "warming 1/240" : "",
        ImmutableDictionary<string, MetricReadiness>.Empty.Add("z", new MetricReadiness(240, 240, z is not null, "")), BarQuality.Traded,
        new PairPreview(time + 30_000, 2_501, 60_001, 0.011, 2.4), new PairInterpretation("Wide.", "medium", ["correlation below 0.5"], ["the next bar"]));

    public Task EnsureRunning() => Task.CompletedTask;

    public Task Reload() => Task.CompletedTask;

    public Task<PairSnapshot?> GetSnapshot() => Task.FromResult(Snapshot);

    public Task<ImmutableArray<PairPoint>?> GetSeries(TimeRange range) => Task.FromResult<ImmutableArray<PairPoint>?>(FakeMarket.Cut(Points, point => point.Time, range));

    public Task LeaseObserver(IPairObserver observer)
    {
        if (!Observers.Contains(observer))
        {
            Observers.Add(observer);
        }

        return Task.CompletedTask;
    }

    public Task ReleaseObserver(IPairObserver observer)
    {
        Observers.Remove(observer);
        return Task.CompletedTask;
    }

    public Task OnBars(ImmutableArray<BarClosed> bars) => Task.CompletedTask;

    public Task OnFeedState(SymbolKey symbol, FeedState state) => Task.CompletedTask;

    public Task OnTick(SymbolTick tick) => Task.CompletedTask;
}
