using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Workspaces;

namespace QuantPlatform.Tests.Web.Api.Fakes;

/// <summary>A workspace without storage; its rules are the real ones.</summary>
internal sealed partial class FakeWorkspace : IWorkspaceGrain
{
    private WorkspaceState _state = new() { Limits = ImmutableDictionary<string, long>.Empty.Add(QuotaNames.Pairs, 3).Add(QuotaNames.TrackedSymbols, 2) };

    private static readonly QuotaOptions Defaults = new();

    public Task<ImmutableArray<PairDefinition>> GetPairs() => Task.FromResult(_state.Pairs);

    public Task<PairDefinition?> GetPair(string pairId) => Task.FromResult(DefinitionKinds.Pairs.Find(_state, pairId));

    public Task<Outcome<PairDefinition>> AddPair(PairSettings settings) => Insert(DefinitionKinds.Pairs, settings);

    public Task<Outcome<PairDefinition>> UpdatePair(string pairId, PairSettings settings, long? ifVersion) => Change(DefinitionKinds.Pairs, pairId, settings, ifVersion);

    public Task<Outcome<PairDefinition>> DeletePair(string pairId, bool force)
    {
        var pair = DefinitionKinds.Pairs.Find(_state, pairId)!;
        return Apply(
            !force && RuleUses.OfPair(_state, pairId) is { Count: > 0 } uses ? Outcome.Refused<WorkspaceState>(uses) : Outcome.Of(DeletedPair.Delete(RuleUses.WithoutThoseOfPair(_state, pairId), pair)),
            _ => pair);
    }

    public Task<Outcome<PairDefinition>> RestorePair(string pairId) =>
        Apply(DeletedPair.Restore(_state, pairId, Limit(QuotaNames.Pairs)), state => DefinitionKinds.Pairs.Find(state, pairId)!);

    public Task<Outcome<ImmutableArray<PairDefinition>>> OrderPairs(ImmutableArray<string> pairIds) => Order(DefinitionKinds.Pairs, pairIds);

    public Task<ImmutableArray<WatchlistDefinition>> GetWatchlists() => Task.FromResult(_state.Watchlists);

    public Task<WatchlistDefinition?> GetWatchlist(string watchlistId) => Task.FromResult(DefinitionKinds.Watchlists.Find(_state, watchlistId));

    public Task<Outcome<WatchlistDefinition>> AddWatchlist(WatchlistSettings settings) => Insert(DefinitionKinds.Watchlists, settings);

    public Task<Outcome<WatchlistDefinition>> UpdateWatchlist(string watchlistId, WatchlistSettings settings, long? ifVersion) =>
        Change(DefinitionKinds.Watchlists, watchlistId, settings, ifVersion);

    public Task<Outcome<WatchlistDefinition>> DeleteWatchlist(string watchlistId, bool force) => Remove(DefinitionKinds.Watchlists, watchlistId);

    public Task<Outcome<ImmutableArray<WatchlistDefinition>>> OrderWatchlists(ImmutableArray<string> watchlistIds) => Order(DefinitionKinds.Watchlists, watchlistIds);

    public Task<ImmutableArray<DashboardDefinition>> GetDashboards() => Task.FromResult(_state.Dashboards);

    public Task<DashboardDefinition?> GetDashboard(string dashboardId) => Task.FromResult(DefinitionKinds.Dashboards.Find(_state, dashboardId));

    public Task<Outcome<DashboardDefinition>> AddDashboard(DashboardSettings settings) => Insert(DefinitionKinds.Dashboards, settings);

    public Task<Outcome<DashboardDefinition>> UpdateDashboard(string dashboardId, DashboardSettings settings, long? ifVersion) =>
        Change(DefinitionKinds.Dashboards, dashboardId, settings, ifVersion);

    public Task<Outcome<DashboardDefinition>> DeleteDashboard(string dashboardId) => Remove(DefinitionKinds.Dashboards, dashboardId);

    public Task<Outcome<ImmutableArray<DashboardDefinition>>> OrderDashboards(ImmutableArray<string> dashboardIds) => Order(DefinitionKinds.Dashboards, dashboardIds);

    public Task<ImmutableArray<SymbolKey>> GetTracked() => Task.FromResult(_state.Tracked);

    public Task<ImmutableArray<SymbolKey>> GetSymbols() => Task.FromResult<ImmutableArray<SymbolKey>>(
        [.. _state.Collected().Union(_state.Pairs.SelectMany(pair => new[] { pair.Settings.Y, pair.Settings.X }))]);

    public Task<Outcome<SymbolKey>> Track(SymbolKey symbol) => Apply(_state.WithTracked(symbol, Limit(QuotaNames.TrackedSymbols)), _ => symbol);

    public Task<bool> Untrack(SymbolKey symbol)
    {
        var tracked = _state.Tracked.Contains(symbol);
        _state = _state.WithoutTracked(symbol);
        return Task.FromResult(tracked);
    }

    public Task<Preferences> GetPreferences() => Task.FromResult(_state.Preferences);

    public Task<Outcome<Preferences>> SetPreferences(PreferenceSettings settings, long? ifVersion) =>
        Apply(_state.WithPreferences(settings, ifVersion), state => state.Preferences);

    public Task<ImmutableDictionary<string, QuotaUse>> GetQuotas() => Task.FromResult(Quotas.Use(_state, Defaults));

    public Task<long> GetLimit(string quota) => Task.FromResult(Limit(quota));

    public Task<Outcome<ImmutableDictionary<string, QuotaUse>>> SetLimits(ImmutableDictionary<string, long?> limits) =>
        Apply(_state.WithLimits(limits, Defaults), state => Quotas.Use(state, Defaults));

    public Task<WorkspaceContent> GetContent() => Task.FromResult(new WorkspaceContent(
        _state.Revision, _state.Pairs, _state.Watchlists, _state.Dashboards, _state.Preferences, _state.Tracked, _state.Rules));

    public Task<Outcome<WorkspaceChanges>> Import(WorkspaceDocument document, ImportMode mode, bool preview, long? ifRevision)
    {
        var before = _state;
        var import = new WorkspaceImport(before, mode, 0, () => Guid.NewGuid().ToString("N"), Defaults);
        import.Take(document);
        var changes = WorkspaceDifference.Between(before, import.State);
        var next = import.Refusals.Count > 0 ? Outcome.Refused<WorkspaceState>(import.Refusals)
            : ifRevision is { } revision && revision != before.Revision ? Outcome.Refused<WorkspaceState>(RefusalCodes.Stale, null, "current", "It was changed.")
            : Outcome.Of(preview ? before : import.State);
        return Apply(next, state => new WorkspaceChanges(state.Revision, changes));
    }

    public Task EnsureRunning() => Task.CompletedTask;

    public Task Erase() => Task.CompletedTask;

    private long Limit(string quota) => _state.Limit(quota, Defaults);

    private Task<Outcome<T>> Insert<T, TSettings>(DefinitionKind<T, TSettings> kind, TSettings settings)
        where T : class, IDefinition<T, TSettings>
    {
        var definition = T.Create(Guid.NewGuid().ToString("N"), 1, 0, settings);
        return Apply(Within(kind.Add(_state, definition, Limit(kind.Quota))), _ => definition);
    }

    private Task<Outcome<T>> Change<T, TSettings>(DefinitionKind<T, TSettings> kind, string id, TSettings settings, long? ifVersion)
        where T : class, IDefinition<T, TSettings> => Apply(Within(kind.Change(_state, id, settings, ifVersion)), state => kind.Find(state, id)!);

    private Outcome<WorkspaceState> Within(Outcome<WorkspaceState> next) => next.Value?.WithinSymbols(Limit(QuotaNames.TrackedSymbols), _state) ?? next;

    private Task<Outcome<T>> Remove<T, TSettings>(DefinitionKind<T, TSettings> kind, string id)
        where T : class, IDefinition<T, TSettings>
    {
        var definition = kind.Find(_state, id);
        return Apply(kind.Remove(_state, id), _ => definition!);
    }

    private Task<Outcome<ImmutableArray<T>>> Order<T, TSettings>(DefinitionKind<T, TSettings> kind, ImmutableArray<string> ids)
        where T : class, IDefinition<T, TSettings> => Apply(kind.Order(_state, ids), kind.Get);

    private Task<Outcome<T>> Apply<T>(Outcome<WorkspaceState> next, Func<WorkspaceState, T> value)
    {
        if (!next.Accepted)
        {
            return Task.FromResult(Outcome.Refused<T>(next.Refusals));
        }

        _state = next.Value!;
        return Task.FromResult(Outcome.Of(value(_state)));
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

    public Task<Outcome<ImmutableArray<PairPoint>>> GetSeries(TimeRange range) => Task.FromResult(
        IsBusy ? Outcome.Refused<ImmutableArray<PairPoint>>(RefusalCodes.Busy, null, "at most 16 waiting", "Try again.") : Outcome.Of(FakeMarket.Cut(Points, point => point.Time, range)));

    /// <summary>Whether the node has too much to work out.</summary>
    public bool IsBusy { get; set; }

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

    public Task<RulePoints?> Follow(RuleFollow follow) => throw new NotSupportedException();

    public Task Unfollow(string ruleKey) => throw new NotSupportedException();

    public Task OnBars(ImmutableArray<BarClosed> bars) => Task.CompletedTask;

    public Task OnFeedState(SymbolKey symbol, FeedState state) => Task.CompletedTask;

    public Task OnTick(SymbolTick tick) => Task.CompletedTask;
}
