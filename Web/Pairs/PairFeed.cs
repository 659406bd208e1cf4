using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Pairs;

/// <summary>One pair for one page: its newest values, and rows for its chart. Disposing it ends its four subscriptions.</summary>
/// <remarks>
/// What waits for the chart is bounded by <see cref="MaxPending"/> rows; when that is passed, or a subscription dropped updates, the
/// newest rows are read again instead, so that the chart never has a hole that the data has not.
/// </remarks>
public sealed partial class PairFeed(TenantGrains grains, ILiveFeed live, PagePace pace, string pairId, ILogger logger) : PageFeed(pace, logger)
{
    /// <summary>Rows a chart starts with, and gets each time it is panned past its oldest.</summary>
    public const int PageRows = 900;

    /// <summary>Most rows of one kind that wait for the chart.</summary>
    public const int MaxPending = 2_000;

    private readonly ILogger log = logger;
    private readonly List<double?[]> pendingY = [];
    private readonly List<double?[]> pendingX = [];
    private readonly List<double?[]> pendingPoints = [];
    private readonly SortedDictionary<long, PairAlertMark> alerts = [];
    private OpenBar? openY;
    private OpenBar? openX;
    private Func<long>? droppedNow;
    private long dropped;
    private long? end;
    private bool overflow;
    private bool alertsChanged;

    /// <summary>The pair; null unless <see cref="Stage.Live"/>.</summary>
    public PairDefinition? Definition { get; private set; }

    /// <summary>What the catalog knows of Y; null when nothing.</summary>
    public SymbolInfo? SymbolY { get; private set; }

    /// <summary>What the catalog knows of X; null when nothing.</summary>
    public SymbolInfo? SymbolX { get; private set; }

    /// <summary>The newest closed point.</summary>
    public PairSnapshot? Snapshot { get; private set; }

    /// <summary>The open bar's values.</summary>
    public PairPreview? Preview { get; private set; }

    /// <summary>The rows the chart starts with.</summary>
    public PairChartRows Start { get; private set; } = PairChartRows.Empty;

    /// <summary>Rows older than a time, for a chart that was panned there; empty at the beginning of history.</summary>
    public Task<PairChartRows> Before(long openTime) => ReadRows(new TimeRange(null, openTime, PageRows));

    /// <summary>Takes what came in since the last call.</summary>
    public async Task<PairChartUpdate> TakeUpdate()
    {
        bool reread;
        lock (Gate)
        {
            var droppedSoFar = droppedNow?.Invoke() ?? 0;
            reread = overflow || droppedSoFar != dropped;
            (overflow, dropped) = (false, droppedSoFar);
        }

        var newest = reread ? await Reread() : PairChartRows.Empty;
        lock (Gate)
        {
            var update = new PairChartUpdate(
                [.. newest.Y, .. pendingY], [.. newest.X, .. pendingX], [.. newest.Points, .. pendingPoints], openY?.Row, openX?.Row,
                Preview is { } preview ? new PairChartPreview(Definition!.Settings.Interval.OpenOf(preview.Time), preview.Spread, preview.Z) : null,
                alertsChanged ? [.. alerts.Values] : null);
            alertsChanged = false;
            pendingY.Clear();
            pendingX.Clear();
            pendingPoints.Clear();
            return update;
        }
    }

    /// <summary>The newest rows; when they cannot be had now, they are asked for again with the next update.</summary>
    private async Task<PairChartRows> Reread()
    {
        try
        {
            return await ReadRows(new TimeRange(null, null, PageRows));
        }
        catch (Exception exception)
        {
            LogUnreadable(log, exception, pairId);
            lock (Gate)
            {
                overflow = true;
            }

            return PairChartRows.Empty;
        }
    }

    /// <inheritdoc/>
    protected override async Task<bool> Load()
    {
        if (await grains.Call(user => user.Workspace.GetPair(pairId)) is not { } definition || await live.SubscribePair(pairId, Stopping) is not { } points)
        {
            return false;
        }

        Definition = definition;
        var settings = definition.Settings;
        Hold(points);
        // Subscribe first, read afterwards: nothing falls between.
        var barsY = Hold(await live.SubscribeBars(settings.Y, settings.Interval, Stopping));
        var barsX = Hold(await live.SubscribeBars(settings.X, settings.Interval, Stopping));
        droppedNow = () => points.Dropped + barsY.Dropped + barsX.Dropped;
        end = await End(settings);
        openY = new OpenBar(settings.Interval);
        openX = new OpenBar(settings.Interval);

        Snapshot = await grains.Call(user => user.Pair(pairId).GetSnapshot());
        Preview = Snapshot?.Preview;
        SymbolY = await Info(settings.Y);
        SymbolX = await Info(settings.X);
        Start = await ReadRows(new TimeRange(null, null, PageRows));
        openY.Start(await Open(settings.Y, settings.Interval));
        openX.Start(await Open(settings.X, settings.Interval));

        var inbox = Hold(await live.SubscribeAlerts(Stopping));
        var known = await grains.Call(user => user.Inbox.List(new AlertQuery(null, null, null, null, null, null, RuleTarget.OfPair(pairId).ToString(), null, PairAlertMark.Most)));
        foreach (var alert in known.Records)
        {
            Take(alert);
        }

        Follow(points, Take);
        Follow(inbox, update => Take(update.Alert));
        Follow(barsY, update => Take(update, openY, pendingY));
        Follow(barsX, update => Take(update, openX, pendingX));
        return true;
    }

    private Task<SymbolInfo?> Info(SymbolKey leg) =>
        leg.IsUpload ? Task.FromResult<SymbolInfo?>(null) : grains.Call(user => user.Catalog(leg.Venue).Find(leg.Symbol));

    private async Task<Bar?> Open(SymbolKey leg, Interval interval) =>
        !leg.IsUpload && await grains.Call(user => user.Symbol(leg).GetOpenBar(interval)) is { } open && IsShown(open.OpenTime) ? open : null;

    /// <summary>Where a leg that is an upload ends, exclusive: what the other leg has later makes no point, and would push the points out of the chart's rows. Null: both legs go on.</summary>
    private async Task<long?> End(PairSettings settings)
    {
        var ends = new List<long>();
        foreach (var leg in new[] { settings.Y, settings.X }.Where(leg => leg.IsUpload))
        {
            ends.AddRange((await grains.Call(user => user.History.GetBars(leg, settings.Interval, new TimeRange(null, null, 1)))).Select(bar => bar.OpenTime + 1));
        }

        return ends.Count > 0 ? ends.Min() : null;
    }

    private bool IsShown(long time) => time < (end ?? long.MaxValue);

    private Task<PairChartRows> ReadRows(TimeRange asked) => grains.Call(async user =>
    {
        var settings = Definition!.Settings;
        var range = IsShown(asked.To ?? long.MaxValue) ? asked : asked with { To = end };
        var y = await user.History.GetBars(settings.Y, settings.Interval, range);
        var x = await user.History.GetBars(settings.X, settings.Interval, range);
        var points = (await user.Pair(pairId).GetSeries(range)).Points();
        return new PairChartRows(
            [.. y.Select(PairChartRows.Row)], [.. x.Select(PairChartRows.Row)], [.. points.Select(PairChartRows.Row)]);
    });

    private void Take(PairUpdate update)
    {
        Preview = update.Preview ?? update.Snapshot?.Preview ?? Preview;
        if (update.Snapshot is not { } snapshot)
        {
            return;
        }

        Snapshot = snapshot;
        if (PairChartRows.Row(snapshot) is { } row)
        {
            Add(pendingPoints, row);
        }
    }

    private void Take(AlertRecord? alert)
    {
        if (alert?.Transition.Target.Pair != pairId)
        {
            return;
        }

        alerts[alert.Sequence] = PairAlertMark.Of(alert.Transition, Definition!.Settings.Interval);
        if (alerts.Count > PairAlertMark.Most)
        {
            alerts.Remove(alerts.Keys.First());
        }

        alertsChanged = true;
    }

    private void Take(BarUpdate update, OpenBar open, List<double?[]> pending)
    {
        if (update.Tick is { } tick && IsShown(tick.Time))
        {
            open.Trade(tick.Time, tick.Price);
        }

        if (update.Closed is { } closed && IsShown(closed.Bar.OpenTime))
        {
            open.Closed(closed.Bar.OpenTime);
            Add(pending, PairChartRows.Row(closed.Bar));
        }
    }

    private void Add(List<double?[]> pending, double?[] row)
    {
        if (pending.Count >= MaxPending)
        {
            pending.Clear();
            overflow = true;
        }

        pending.Add(row);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The newest rows of pair {Pair} could not be read for a page; they are asked for again.")]
    private static partial void LogUnreadable(ILogger logger, Exception exception, string pair);
}
