using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Silo.Symbols;

/// <summary>
/// One symbol's ids, gaps and open bars: trades, REST answers and the clock go in, accepted trades, closed bars and requests come out.
/// Pure and deterministic: no clock, no I/O; <c>now</c> is monotonic time in ms.
/// </summary>
/// <remarks>
/// Split by duty: this file takes input; <c>.Ids</c> decides what a trade id means; <c>.CatchUp</c> what follows a (re)connect;
/// <c>.Gaps</c> what happens to missing ids; <c>.Closing</c> when bars close and what REST is asked in a silence.
/// </remarks>
internal sealed partial class SymbolBook
{
    private enum Phase
    {
        Disconnected,
        ColdStarting,
        CatchingUp,
        Live,
    }

    private readonly IdLedger ids = new();
    private readonly HoldBuffer hold = new();
    private readonly List<BarSeries> series = [.. Intervals.All.Select(interval => new BarSeries(interval))];
    private readonly Dictionary<long, FetchRequest> requests = [];
    private readonly long gapPatienceMs;

    private SymbolCounters counters = new();
    private Phase phase = Phase.Disconnected;
    private long connection;
    private bool backfills;
    private long frameClock;
    private long silentClock;
    private long lastRequestId;
    private BookChanges changes = new();
    private long now;

    /// <param name="gapPatience">How long live trades wait for missing ids; DOMAIN: 5 s.</param>
    public SymbolBook(TimeSpan gapPatience) => gapPatienceMs = (long)gapPatience.TotalMilliseconds;

    public SymbolCounters Counters => counters;

    public long LastTradeTime => ids.UpperTime;

    public long LastId => ids.IsEmpty ? -1 : ids.Upper;

    public bool CaughtUp => phase == Phase.Live;

    /// <summary>Holes that are being filled or wait to be: those live trades wait for, and recorded ones that backfill works off.</summary>
    public int OpenGaps => waiting.Count + ids.Gaps.Count(gap => !gap.GivenUp);

    /// <summary>Holes that nobody asks for any more.</summary>
    public int FailedGaps => ids.Gaps.Count(gap => gap.GivenUp);

    public IReadOnlyList<BarSeries> Series => series;

    public IdLedger Ids => ids;

    /// <summary>Takes trades in the order received, then the clock.</summary>
    public BookChanges Apply(TradeBatch batch, long monotonicNow)
    {
        Start(monotonicNow);
        if (batch.Connection != connection)
        {
            Reconnect(batch.Connection, batch.Backfills);
        }

        frameClock = Math.Max(frameClock, batch.FrameClock);
        silentClock = batch.SilentClock;
        foreach (var id in batch.SkippedIds)
        {
            TakeLive(id, null);
        }

        foreach (var trade in batch.Trades)
        {
            TakeLive(trade.Id, Check(trade, frameClock == 0 ? long.MaxValue : frameClock + MaxAhead));
        }

        if (batch.KnownUpTo > ids.Upper)
        {
            hold.KnownUpTo = Math.Max(hold.KnownUpTo, batch.KnownUpTo);
        }

        return Finish();
    }

    /// <summary>Takes a page of a REST answer. Its rows count wherever they fit, even when the request is forgotten.</summary>
    public BookChanges Answer(FetchAnswer answer, long monotonicNow)
    {
        Start(monotonicNow);
        requests.TryGetValue(answer.RequestId, out var request);
        if (answer.IsLast)
        {
            requests.Remove(answer.RequestId);
        }

        if (request?.Kind == FetchKind.ColdStart)
        {
            TakeColdStart(answer);
        }

        foreach (var row in answer.Trades)
        {
            TakeRow(row.Id, Check(row, long.MaxValue));
        }

        if (request is not null)
        {
            Complete(request, answer);
        }

        return Finish();
    }

    /// <summary>The open bar of an interval, or null.</summary>
    public Bar? Preview(Interval interval) => series.First(s => s.Interval == interval).Preview();

    public SymbolBookState ToState() => new(
        SymbolBookState.CurrentVersion, ids.First, ids.Upper, ids.UpperTime, [.. ids.Gaps],
        [.. series.Select(s => new SeriesState(s.Interval, s.NextOpen, s.LastClose, s.LastOpen, s.CoveredFrom))], counters);

    /// <summary>Restores what was stored; then <see cref="Replay"/> the stored trades of the open bars.</summary>
    public void Restore(SymbolBookState state)
    {
        ids.Restore(state.First, state.Upper, state.UpperTime, state.Gaps);
        counters = state.Counters;
        foreach (var stored in state.Series)
        {
            series.First(s => s.Interval == stored.Interval)
                .Restore(stored.NextOpen, stored.LastClose, stored.LastOpen, stored.CoveredFrom);
        }
    }

    /// <summary>The earliest time from which stored trades must be replayed to have the open bars again; null: none.</summary>
    public long? ReplayFrom => series.Min(s => s.NextOpen);

    /// <summary>Adds a stored trade to the bars that are still open.</summary>
    public void Replay(in Trade trade)
    {
        foreach (var bars in series)
        {
            if (bars.NextOpen is { } next && trade.Time >= next)
            {
                bars.Add(trade);
            }
        }
    }

    private void Start(long monotonicNow)
    {
        now = monotonicNow;
        changes = new BookChanges();
    }

    private BookChanges Finish()
    {
        Drain();
        Expire();
        CloseBars();
        AskForBackfill();
        AskAboutSilence();
        return changes;
    }

    private void Ask(FetchKind kind, long fromId, long toId, Interval interval = default, long before = 0, int limit = 0)
    {
        var request = new FetchRequest(++lastRequestId, kind, fromId, toId, interval, before, limit);
        requests[request.Id] = request;
        changes.Fetches.Add(request);
    }

    private bool IsAsking(FetchKind kind) => requests.Values.Any(request => request.Kind == kind);

    private void Cancel(FetchKind kind)
    {
        foreach (var request in requests.Values.Where(request => request.Kind == kind).ToList())
        {
            requests.Remove(request.Id);
            changes.Cancelled.Add(request.Id);
        }
    }

    private void Publish(Interval interval, Bar bar) => changes.Closed.Add(new StoredBar(interval, bar));
}
