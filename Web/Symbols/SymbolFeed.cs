using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Symbols;

/// <summary>One symbol at one interval for one page: bars for its chart, the newest trades, statistics and the health of its feed.</summary>
/// <remarks>Holds one subscription; trades are read once a second, the rest every few seconds. An upload is read once.</remarks>
public sealed class SymbolFeed(TenantGrains grains, ILiveFeed live, PagePace pace, SymbolKey symbol, Interval interval, ILogger logger) : PageFeed(pace, logger)
{
    /// <summary>Rows a chart starts with, and gets each time it is panned past its oldest.</summary>
    public const int PageRows = 900;

    /// <summary>Trades of the tape.</summary>
    public const int TapeRows = 40;

    /// <summary>Bars that the statistics are of, at most.</summary>
    public const int StatisticsBars = 240;

    /// <summary>Most bars that wait for the chart; more are read again instead.</summary>
    public const int MaxPending = 2_000;

    private readonly List<double?[]> pending = [];
    private readonly OpenBar openBar = new(interval);
    private bool overflow;
    private Func<long>? droppedNow;
    private long dropped;

    /// <summary>The symbol.</summary>
    public SymbolKey Symbol => symbol;

    /// <summary>The bars' length.</summary>
    public Interval Interval => interval;

    /// <summary>The upload that it is; null for a venue's symbol.</summary>
    public DatasetInfo? Dataset { get; private set; }

    /// <summary>Its shown name.</summary>
    public string Name => Dataset?.Symbol ?? symbol.Symbol;

    /// <summary>What the catalog knows; null when nothing.</summary>
    public SymbolInfo? Info { get; private set; }

    /// <summary>The rows the chart starts with.</summary>
    public IReadOnlyList<double?[]> Start { get; private set; } = [];

    /// <summary>The newest trades, newest first.</summary>
    public ImmutableArray<Trade> Trades { get; private set; } = [];

    /// <summary>Counters and the last trade.</summary>
    public SymbolStatus? Status { get; private set; }

    /// <summary>How its feed fares; null while it is not fed.</summary>
    public SymbolFeedStatus? Health { get; private set; }

    /// <summary>Of the last bars.</summary>
    public SymbolStatistics? Statistics { get; private set; }

    /// <summary>Price of the newest trade; of an upload the last close.</summary>
    public decimal? LastPrice { get; private set; }

    /// <summary>Bars older than a time, for a chart that was panned there; empty at the beginning of history.</summary>
    public Task<IReadOnlyList<double?[]>> Before(long openTime) => ReadRows(new TimeRange(null, openTime, PageRows));

    /// <summary>Takes what came in since the last call.</summary>
    public async Task<SymbolChartUpdate> TakeUpdate()
    {
        bool reread;
        lock (Gate)
        {
            var droppedSoFar = droppedNow?.Invoke() ?? 0;
            reread = overflow || droppedSoFar != dropped;
            (overflow, dropped) = (false, droppedSoFar);
        }

        var newest = reread ? await ReadRows(new TimeRange(null, null, PageRows)) : [];
        lock (Gate)
        {
            var update = new SymbolChartUpdate([.. newest, .. pending], openBar.Row);
            pending.Clear();
            return update;
        }
    }

    /// <inheritdoc/>
    protected override async Task<bool> Load()
    {
        if (symbol.IsUpload)
        {
            return await LoadUpload();
        }

        var bars = Hold(await live.SubscribeBars(symbol, interval, Stopping));
        droppedNow = () => bars.Dropped;
        Info = await grains.Call(user => user.Catalog(symbol.Venue).Find(symbol.Symbol));
        Start = await ReadRows(new TimeRange(null, null, PageRows));
        openBar.Start(await grains.Call(user => user.Symbol(symbol).GetOpenBar(interval)));
        Follow(bars, Take);
        Repeat(TimeSpan.FromSeconds(1), ReadTape);
        Repeat(TimeSpan.FromSeconds(4), ReadHealth);
        return true;
    }

    /// <summary>Read once: an upload does not change, and has neither a feed nor a catalog.</summary>
    private async Task<bool> LoadUpload()
    {
        Dataset = await grains.Call(user => user.Dataset(symbol.Shown).Get());
        if (Dataset is not { State: DatasetState.Ready })
        {
            return false;
        }

        Start = await ReadRows(new TimeRange(null, null, PageRows));
        LastPrice = (await grains.Call(user => user.History.GetBars(symbol, interval, new TimeRange(null, null, 1)))).FirstOrDefault()?.Close;
        Statistics = await grains.Call(user => user.Analytics.GetSymbolStatistics(symbol, interval, StatisticsBars));
        return true;
    }

    private async Task<IReadOnlyList<double?[]>> ReadRows(TimeRange range) =>
        [.. (await grains.Call(user => user.History.GetBars(symbol, interval, range))).Select(PairChartRows.Row)];

    private async Task ReadTape() =>
        Trades = [.. (await grains.Call(user => user.History.GetTrades(symbol, new TimeRange(null, null, TapeRows)))).Reverse()];

    private async Task ReadHealth()
    {
        Status = await grains.Call(user => user.Symbol(symbol).GetStatus());
        LastPrice ??= Status.LastPrice;
        var feed = await grains.Call(user => user.Feed(symbol.Venue).GetStatus());
        Health = feed.Symbols.FirstOrDefault(fed => fed.Symbol == symbol.Symbol);
        Statistics = await grains.Call(user => user.Analytics.GetSymbolStatistics(symbol, interval, StatisticsBars));
    }

    private void Take(BarUpdate update)
    {
        if (update.Tick is { } tick)
        {
            openBar.Trade(tick.Time, tick.Price);
            LastPrice = tick.Price;
        }

        if (update.Closed is { } closed)
        {
            openBar.Closed(closed.Bar.OpenTime);
            if (pending.Count >= MaxPending)
            {
                pending.Clear();
                overflow = true;
            }

            pending.Add(PairChartRows.Row(closed.Bar));
        }
    }
}

/// <summary>What is new for a symbol's chart.</summary>
/// <param name="Open">The open bar as far as it is known; null when nothing has traded in it.</param>
public sealed record SymbolChartUpdate(IReadOnlyList<double?[]> Bars, double?[]? Open);
