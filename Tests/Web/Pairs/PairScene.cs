using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Tests.Web.Pairs;

/// <summary>One user with pairs of one-second bars whose history a test lays out.</summary>
internal sealed class PairScene
{
    public static readonly SymbolKey Y = new("demo", "ETHUSDT");
    public static readonly SymbolKey X = new("demo", "BTCUSDT");

    public StepTime Time { get; } = new();

    public PagePace Pace => field ??= new PagePace(Time);

    public FakeLive Live { get; } = new();

    public FakeUser User { get; } = new();

    public List<PairDefinition> Pairs { get; } = [];

    /// <summary>Open times of the bars in the store, of both legs.</summary>
    public List<long> Stored { get; } = [];

    /// <summary>What the inbox has, newest first.</summary>
    public List<AlertRecord> Alerts { get; } = [];

    /// <summary>How often the store was read.</summary>
    public int HistoryReads { get; private set; }

    public PairScene(params string[] pairs)
    {
        Pairs.AddRange(pairs.Select(id => Definition(id)));
        User.Answers<IWorkspaceGrain>("GetPairs", (_, _) => Pairs.ToImmutableArray())
            .Answers<IWorkspaceGrain>("GetPair", (_, arguments) => Pairs.FirstOrDefault(pair => pair.Id == (string)arguments[0]!))
            .Answers<IPairGrain>("GetSnapshot", (key, _) => Snapshot(key[(key.IndexOf('/') + 1)..], Stored.LastOrDefault(), 0.5))
            .Answers<IPairGrain>("GetSeries", (_, arguments) => Outcome.Of<ImmutableArray<PairPoint>>([.. Range((TimeRange)arguments[0]!).Select(Point)]))
            .Answers<IHistoryGrain>("GetBars", (_, arguments) =>
            {
                HistoryReads++;
                return Range((TimeRange)arguments[2]!).Select(Bar).ToImmutableArray();
            })
            .Answers<IAlertInboxGrain>("List", (_, _) => new AlertPage([.. Alerts], null))
            .Answers<ISymbolCatalogGrain>("Find", (_, _) => null)
            .Answers<ISymbolGrain>("GetOpenBar", (_, _) => null);
    }

    public static PairDefinition Definition(string id, long version = 1, bool enabled = true) =>
        new(id, version, 0, new PairSettings { Y = Y, X = X, Interval = Interval.OneSecond, Enabled = enabled });

    public static PairSnapshot Snapshot(string id, long? time, double? z) => new(
        id, Interval.OneSecond, time, 1, FeedState.Live, 1, 1, null, null, null, null, 0.1, 0.2, 0.3, null, null, z, null, null, null, null, null, null, null,
        PairSignal.Flat, [], true, 10, 10, "", ImmutableDictionary<string, MetricReadiness>.Empty, BarQuality.Traded, null, null);

    public static Bar Bar(long time) => new(time, 1, 2, 0.5m, 1.5m, 7, 7, 3, 4, 1, 2, BarQuality.Traded, 0, BarSource.Trades);

    private static PairPoint Point(long time) => new(time, 1, 1, null, null, 0.1, 0.2, 0.3, 0.5, null, PairSignal.Flat, BarQuality.Traded);

    private IEnumerable<long> Range(TimeRange range) => Stored.Where(time => time < (range.To ?? long.MaxValue)).TakeLast(range.Limit);
}
