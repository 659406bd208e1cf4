using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Pairs;

/// <summary>One pair for one page: its newest values, and rows for its chart. Disposing it ends its three subscriptions.</summary>
/// <remarks>
/// What waits for the chart is bounded by <see cref="MaxPending"/> rows; when that is passed, or a subscription dropped updates, the
/// newest rows are read again instead, so that the chart never has a hole that the data has not.
/// </remarks>
public sealed partial class PairFeed(TenantGrains grains, ILiveFeed live, TimeProvider time, string pairId, ILogger logger) : IAsyncDisposable
{
    /// <summary>Rows a chart starts with, and gets each time it is panned past its oldest.</summary>
    public const int PageRows = 900;

    /// <summary>Most rows of one kind that wait for the chart.</summary>
    public const int MaxPending = 2_000;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private readonly List<IAsyncDisposable> subscriptions = [];
    private readonly List<Task> readers = [];
    private readonly List<double?[]> pendingY = [];
    private readonly List<double?[]> pendingX = [];
    private readonly List<double?[]> pendingPoints = [];
    private Coalescer? changes;
    private ITimer? retry;
    private Task trying = Task.CompletedTask;
    private OpenBar? openY;
    private OpenBar? openX;
    private Func<long>? droppedNow;
    private long dropped;
    private bool overflow;

    /// <summary>Where reading the pair stands.</summary>
    public enum Stage
    {
        /// <summary>Being read.</summary>
        Loading,

        /// <summary>There is no such pair, or it is somebody else's.</summary>
        Missing,

        /// <summary>It could not be read.</summary>
        Failed,

        /// <summary>There, and followed.</summary>
        Live,
    }

    /// <summary>Where reading stands.</summary>
    public Stage State { get; private set; }

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

    /// <summary>Reads the pair and follows it; when that fails, again every few seconds.</summary>
    /// <param name="changed">Called at most four times a second, on any thread.</param>
    public Task Run(Action changed)
    {
        changes = new Coalescer(changed, time);
        retry = time.CreateTimer(_ => trying = Try(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return trying = Try();
    }

    /// <summary>Rows older than a time, for a chart that was panned there; empty at the beginning of history.</summary>
    public Task<PairChartRows> Before(long openTime) => ReadRows(new TimeRange(null, openTime, PageRows));

    /// <summary>Takes what came in since the last call.</summary>
    public async Task<PairChartUpdate> TakeUpdate()
    {
        bool reread;
        lock (gate)
        {
            var droppedSoFar = droppedNow?.Invoke() ?? 0;
            reread = overflow || droppedSoFar != dropped;
            (overflow, dropped) = (false, droppedSoFar);
        }

        var newest = reread ? await Reread() : PairChartRows.Empty;
        lock (gate)
        {
            var update = new PairChartUpdate(
                [.. newest.Y, .. pendingY], [.. newest.X, .. pendingX], [.. newest.Points, .. pendingPoints], openY?.Row, openX?.Row,
                Preview is { } preview ? new PairChartPreview(Definition!.Settings.Interval.OpenOf(preview.Time), preview.Spread, preview.Z) : null);
            pendingY.Clear();
            pendingX.Clear();
            pendingPoints.Clear();
            return update;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        changes?.Dispose();
        if (retry is not null)
        {
            await retry.DisposeAsync();
        }

        await trying;
        await End();
        stop.Dispose();
    }

    private async Task Try()
    {
        try
        {
            State = await Load() ? Stage.Live : Stage.Missing;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            LogUnreadable(exception, pairId);
            State = Stage.Failed;
            await End();
            if (!stop.IsCancellationRequested)
            {
                retry!.Change(RetryAfter, Timeout.InfiniteTimeSpan);
            }
        }

        changes!.Signal();
    }

    private async Task End()
    {
        foreach (var subscription in subscriptions)
        {
            await subscription.DisposeAsync();
        }

        await Task.WhenAll(readers);
        subscriptions.Clear();
        readers.Clear();
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
            LogUnreadable(exception, pairId);
            lock (gate)
            {
                overflow = true;
            }

            return PairChartRows.Empty;
        }
    }

    private async Task<bool> Load()
    {
        if (await grains.Call(user => user.Workspace.GetPair(pairId)) is not { } definition || await live.SubscribePair(pairId, stop.Token) is not { } points)
        {
            return false;
        }

        Definition = definition;
        var settings = definition.Settings;
        subscriptions.Add(points);
        // Subscribe first, read afterwards: nothing falls between.
        var barsY = await live.SubscribeBars(settings.Y, settings.Interval, stop.Token);
        subscriptions.Add(barsY);
        var barsX = await live.SubscribeBars(settings.X, settings.Interval, stop.Token);
        subscriptions.Add(barsX);
        droppedNow = () => points.Dropped + barsY.Dropped + barsX.Dropped;
        openY = new OpenBar(settings.Interval);
        openX = new OpenBar(settings.Interval);

        Snapshot = await grains.Call(user => user.Pair(pairId).GetSnapshot());
        Preview = Snapshot?.Preview;
        SymbolY = await Info(settings.Y);
        SymbolX = await Info(settings.X);
        Start = await ReadRows(new TimeRange(null, null, PageRows));
        openY.Start(await Open(settings.Y, settings.Interval));
        openX.Start(await Open(settings.X, settings.Interval));

        readers.Add(Read(points, Take));
        readers.Add(Read(barsY, update => Take(update, openY, pendingY)));
        readers.Add(Read(barsX, update => Take(update, openX, pendingX)));
        return true;
    }

    private Task<SymbolInfo?> Info(SymbolKey leg) =>
        leg.IsUpload ? Task.FromResult<SymbolInfo?>(null) : grains.Call(user => user.Catalog(leg.Venue).Find(leg.Symbol));

    private Task<Bar?> Open(SymbolKey leg, Interval interval) =>
        leg.IsUpload ? Task.FromResult<Bar?>(null) : grains.Call(user => user.Symbol(leg).GetOpenBar(interval));

    private Task<PairChartRows> ReadRows(TimeRange range) => grains.Call(async user =>
    {
        var settings = Definition!.Settings;
        var y = await user.History.GetBars(settings.Y, settings.Interval, range);
        var x = await user.History.GetBars(settings.X, settings.Interval, range);
        var points = await user.Pair(pairId).GetSeries(range);
        return new PairChartRows(
            [.. y.Select(PairChartRows.Row)], [.. x.Select(PairChartRows.Row)], [.. (points ?? ImmutableArray<PairPoint>.Empty).Select(PairChartRows.Row)]);
    });

    private async Task Read<T>(ILiveSubscription<T> subscription, Action<T> take)
    {
        try
        {
            await foreach (var update in subscription.Updates.ReadAllAsync(stop.Token))
            {
                lock (gate)
                {
                    take(update);
                }

                changes!.Signal();
            }
        }
        catch (OperationCanceledException)
        {
            // Ended.
        }
    }

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

    private void Take(BarUpdate update, OpenBar open, List<double?[]> pending)
    {
        if (update.Tick is { } tick)
        {
            open.Trade(tick.Time, tick.Price);
        }

        if (update.Closed is { } closed)
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pair {Pair} could not be read for a page; it is tried again.")]
    private partial void LogUnreadable(Exception exception, string pair);
}
