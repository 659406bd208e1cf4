using System.Collections.Immutable;
using System.Globalization;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Statistics;
using QuantPlatform.Silo.Symbols;

namespace QuantPlatform.Silo.Pairs;

/// <summary>A pair in memory: its definition, its statistics, and what is known of its legs at this moment.</summary>
internal sealed class LivePair(PairDefinition definition, TimeProvider time)
{
    private readonly PairTracker tracker = new(definition.Settings);
    private readonly Dictionary<SymbolKey, SymbolTick> ticks = [];
    private readonly Dictionary<SymbolKey, FeedState> feeds = [];
    private readonly CarriedClock clock = new(time);
    private readonly Dictionary<SymbolKey, long> liveFrom = [];
    private long? uploadEnd;
    private long revision;

    public PairDefinition Definition => definition;

    public SymbolKey[] Legs => [definition.Settings.Y, definition.Settings.X];

    /// <summary>True when a leg is an upload: hints are not joined one by one, the windows are built anew when one <see cref="Concerns"/> them.</summary>
    public bool IsStatic => PairKernels.IsStatic(definition.Settings);

    /// <summary>True when no later bar can make a point: the upload ends before the other leg's newest bar, or both are uploads.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>True once the windows were built from stored bars.</summary>
    public bool IsWarm { get; private set; }

    public long? EvaluatedUpTo => tracker.EvaluatedUpTo;

    /// <summary>The exchange's clock, Unix ms; 0: unknown.</summary>
    public long Clock => clock.Now;

    /// <summary>Only bars that end later were closed from live frames on both legs; null: none was.</summary>
    public long? LiveFrom => liveFrom.Count == 2 ? liveFrom.Values.Max() : null;

    /// <summary>The worse of the legs'.</summary>
    public FeedState FeedState => feeds.Values.DefaultIfEmpty(FeedState.Connecting).Max();

    /// <summary>Open time of the newest bars that both legs have.</summary>
    public long? NewestTime => tracker.Newest?.OpenTime;

    /// <summary>Everything the points and the signal depend on, as text.</summary>
    public string SettingsKey
    {
        get
        {
            var s = definition.Settings;
            return string.Create(CultureInfo.InvariantCulture,
                $"{s.Y}|{s.X}|{s.Interval}|{s.Window}|{s.ZWindow}|{s.Method}|{s.Transform}|{s.Intercept}|{s.Entry:R}|{s.Exit:R}|{s.Stop:R}|{s.Kalman}");
        }
    }

    /// <summary>Whether a closed bar of the leg that is no upload can make or change a point: not when it is later than the upload ends.</summary>
    public bool Concerns(BarClosed hint) => hint.Bar.OpenTime <= uploadEnd;

    public async Task Warm(IHistoryGrain history, HeavyQueue queue, PairState stored)
    {
        // Where the legs stand is read first: a bar that closes meanwhile is pulled again and taken once.
        var settings = definition.Settings;
        var lastY = await LastStored(history, settings.Y);
        var lastX = await LastStored(history, settings.X);
        var before = lastY is null || lastX is null ? (long?)null : Math.Min(lastY.Value, lastX.Value) + 1;
        var bars = before is null ? [] : await new PairHistory(history, settings).Before(before, tracker.WarmupPoints);
        if (!IsWarm)
        {
            tracker.RestoreSignal(stored.Transitions, stored.EvaluatedUpTo);
        }

        if (HedgeCost.IsWarmupHeavy(settings))
        {
            await queue.Wait(() => tracker.Warm(bars, before - 1));
        }
        else
        {
            tracker.Warm(bars, before - 1);
        }

        IsWarm = true;
        uploadEnd = settings.Y.IsUpload ? lastY : settings.X.IsUpload ? lastX : null;
        IsComplete = IsStatic && (settings.Y.IsUpload && settings.X.IsUpload || (settings.Y.IsUpload ? lastX >= lastY : lastY >= lastX));
        revision++;
    }

    public Offer Offer(BarClosed hint)
    {
        clock.Hear(hint.Clock);
        var offer = Leg(hint.Symbol).Take(hint.Bar, hint.PreviousOpenTime);
        return offer == Pairs.Offer.Revises && !Changes(hint.Bar) ? Pairs.Offer.Taken : offer;
    }

    /// <summary>Takes in the stored bars of an open time again.</summary>
    /// <returns>False when the pair must be warmed up again.</returns>
    public async Task<bool> Revise(IHistoryGrain history, long time)
    {
        var (settings, range) = (definition.Settings, new TimeRange(time, time + 1, 1));
        var y = await history.GetBars(settings.Y, settings.Interval, range);
        var x = await history.GetBars(settings.X, settings.Interval, range);
        revision++;
        return tracker.Revise(time, y.FirstOrDefault(), x.FirstOrDefault());
    }

    /// <summary>Takes every bar that a symbol has after <see cref="LastOpen"/>.</summary>
    public void TakeAll(SymbolKey leg, RecentBars recent)
    {
        clock.Hear(recent.Clock);
        if (recent.LiveFrom is { } live)
        {
            liveFrom[leg] = live;
        }

        foreach (var bar in recent.Bars)
        {
            Leg(leg).Take(bar, LastOpen(leg));
        }
    }

    public long? LastOpen(SymbolKey leg) => Leg(leg).LastOpen;

    /// <returns>True when a joint bar was added.</returns>
    public bool Join()
    {
        var before = tracker.Newest;
        tracker.Join();
        if (tracker.Newest == before)
        {
            return false;
        }

        revision++;
        return true;
    }

    public List<SignalTransition> TakeTransitions() => tracker.TakeTransitions();

    /// <returns>True when both legs have traded since their last closed bar.</returns>
    public bool Tick(SymbolTick tick)
    {
        ticks[tick.Symbol] = tick;
        return tracker.Newest is not null;
    }

    /// <returns>True when the state is new.</returns>
    public bool SetFeedState(SymbolKey leg, FeedState state)
    {
        var isNew = !feeds.TryGetValue(leg, out var known) || known != state;
        feeds[leg] = state;
        revision += isNew ? 1 : 0;
        return isNew;
    }

    /// <summary>Statistics on the open bar; null before the first point.</summary>
    public PairPreview? Preview() => IsStatic || tracker.Newest is not { } newest
        ? null
        : PairSnapshots.Preview(tracker, LastPrice(definition.Settings.Y, newest.Y), LastPrice(definition.Settings.X, newest.X), LastTime(newest));

    public PairSnapshot Snapshot() => PairSnapshots.Of(definition, tracker, revision, FeedState, Preview());

    /// <summary>Keeps the points that rules want, from the next one on.</summary>
    public void KeepRulePoints(bool withTests)
    {
        if (tracker.RuleLog is not { } log || (withTests && !log.WithTests))
        {
            tracker.RuleLog = new RulePointLog(withTests, NewestTime);
        }
    }

    public void DropRulePoints() => tracker.RuleLog = null;

    /// <summary>The points that no rule was told of, with the open time of the bar before them.</summary>
    public (ImmutableArray<RulePoint> Points, long? Previous) TakeRulePoints() => tracker.RuleLog?.TakeNew() ?? ([], null);

    /// <summary>Points after a time from memory; null: they must be worked out from stored bars.</summary>
    public ImmutableArray<RulePoint>? RulePointsAfter(long after, int limit, bool withTests) => NewestTime is null ? []
        : tracker.RuleLog is { } log && (log.WithTests || !withTests) ? log.After(after, limit) : null;

    /// <summary>A bar taken before comes again when a hint follows a pull; only a replaced one, or a kline put in later, changes anything.</summary>
    private bool Changes(Bar bar) => (bar.Revision > 0 || bar.Source == BarSource.Kline)
        && (tracker.Newest is not { } newest || bar.OpenTime >= newest.OpenTime - (tracker.WarmupPoints * definition.Settings.Interval.Ms()));

    private LegCursor Leg(SymbolKey symbol) => tracker.Leg(symbol == definition.Settings.Y);

    private double LastPrice(SymbolKey leg, Bar closed) => (double)(ticks.TryGetValue(leg, out var tick) ? tick.Price : closed.Close);

    private long LastTime(JointBar newest) => Math.Max(
        newest.OpenTime + definition.Settings.Interval.Ms(),
        ticks.Values.Select(tick => tick.Time).DefaultIfEmpty(0).Max());

    private async Task<long?> LastStored(IHistoryGrain history, SymbolKey leg)
    {
        var last = await history.GetBars(leg, definition.Settings.Interval, new TimeRange(null, null, 1));
        return last.IsEmpty ? null : last[0].OpenTime;
    }
}
