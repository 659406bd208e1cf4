using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;

namespace QuantPlatform.Silo.Symbols;

/// <content>What follows a (re)connect: the cold start, or the question what was missed; and the older klines.</content>
internal sealed partial class SymbolBook
{
    /// <summary>Klines of each longer interval that a new symbol gets.</summary>
    private const int HistoryKlines = 1_500;

    private long waitingSince;

    private void Reconnect(long newConnection, bool canBackfill)
    {
        connection = newConnection;
        backfills = canBackfill;
        frameClock = silentClock = 0;
        silentSince = null;
        waiting.Clear();
        Cancel(FetchKind.Gap);
        Cancel(FetchKind.Probe);
        Cancel(FetchKind.After);
        if (newConnection == 0)
        {
            phase = Phase.Disconnected;
            return;
        }

        waitingSince = now;
        if (!canBackfill)
        {
            // Nobody can say what was missed: until the ids go on, the time since is a gap without a known end.
            phase = Phase.Live;
            if (!ids.IsEmpty && hold.Count == 0)
            {
                LeaveOpenEnd();
            }
        }
        else if (ids.IsEmpty)
        {
            phase = Phase.ColdStarting;
            Cancel(FetchKind.ColdStart);
            Ask(FetchKind.ColdStart, 0, 0);
        }
        else
        {
            phase = Phase.CatchingUp;
            Ask(FetchKind.After, ids.Upper + 1, 0);
        }
    }

    /// <summary>The first page of a cold start says where the ids and the complete bars begin.</summary>
    private void TakeColdStart(FetchAnswer answer)
    {
        waitingSince = now;
        if (phase != Phase.ColdStarting || !ids.IsEmpty || answer.Trades.IsEmpty)
        {
            return;
        }

        ids.Begin(answer.Trades[0].Id);
        BeginBars(answer.CoveredFrom);
    }

    private void Complete(FetchRequest request, FetchAnswer answer)
    {
        var current = answer.Connection == connection;
        switch (request.Kind)
        {
            case FetchKind.ColdStart when phase == Phase.ColdStarting && answer.IsLast:
                EndColdStart();
                break;
            case FetchKind.After when phase == Phase.CatchingUp && current:
                CompleteCatchUp(answer);
                break;
            case FetchKind.After when answer.IsLast && answer.Failure is null && phase == Phase.Live:
                CloseOpenEnd();
                break;
            case FetchKind.Gap:
                ExtendPatience(request, answer);
                break;
            case FetchKind.Backfill when answer.IsLast:
                CompleteBackfill(request, answer);
                break;
            case FetchKind.Probe when answer is { IsLast: true, Failure: null } && current:
                knownQuietUntil = Math.Max(knownQuietUntil, answer.AskedAt);
                break;
            case FetchKind.Klines:
                TakeKlines(request, answer.Klines);
                break;
        }
    }

    private void CompleteCatchUp(FetchAnswer answer)
    {
        waitingSince = now;
        if (!answer.IsLast)
        {
            return;
        }

        switch (answer.Failure)
        {
            case null:
                EndCatchUp();
                break;
            case FetchFailures.TooOld:
                StartOver();
                break;
            case FetchFailures.Behind when hold.Count == 0:
                // Nothing live waits for the rest: go on asking.
                Ask(FetchKind.After, ids.Upper + 1, 0);
                break;
            default:
                GiveUpCatchUp();
                break;
        }
    }

    private void EndCatchUp()
    {
        phase = Phase.Live;
        Cancel(FetchKind.After);
        CloseOpenEnd();
    }

    /// <summary>REST did not answer in time, or too much was missed: live goes on, and what lies between is a recorded gap.</summary>
    private void GiveUpCatchUp()
    {
        phase = Phase.Live;
        Cancel(FetchKind.After);
        Drain();
        if (hold.FirstId is { } first)
        {
            Miss(first - 1, sinceConnect: true);
            Drain();
        }
        else
        {
            LeaveOpenEnd();
        }
    }

    private void EndColdStart()
    {
        phase = Phase.Live;
        Cancel(FetchKind.ColdStart);
        if (ids.IsEmpty)
        {
            if (hold.FirstId is not { } first)
            {
                return;
            }

            ids.Begin(first);
            BeginBars((hold.FirstTime ?? frameClock) + 1);
        }

        hold.DropUpTo(ids.Upper);
        Drain();
        AskForHistory();
    }

    /// <summary>Every interval starts anew; bars that open before <paramref name="coveredFrom"/> will be dropped.</summary>
    private void BeginBars(long coveredFrom)
    {
        foreach (var bars in series)
        {
            bars.Begin(coveredFrom);
        }
    }

    /// <summary>REST no longer has what was missed: start anew, and let the venue's klines stand for the time between.</summary>
    private void StartOver()
    {
        ids.Restore(-1, -1, ids.UpperTime, []);
        phase = Phase.ColdStarting;
        waitingSince = now;
        changes.StateChanged = true;
        Ask(FetchKind.ColdStart, 0, 0);
    }

    private void AskForHistory()
    {
        foreach (var bars in series.Where(s => s.Interval != Interval.OneSecond))
        {
            Ask(FetchKind.Klines, 0, 0, bars.Interval, FirstOwnOpen(bars) ?? 0, HistoryKlines);
        }
    }

    /// <summary>Open time of the first bar that is built from trades; null before the first trade.</summary>
    private static long? FirstOwnOpen(BarSeries bars) => bars.NextOpen is not { } next
        ? null
        : Math.Max(next, bars.Interval.OpenOf(bars.CoveredFrom + bars.Interval.Ms() - 1));

    /// <summary>Takes over klines that no own bar stands for: older ones, and those inside an outage (whose ends the request carries as its ids).</summary>
    private void TakeKlines(FetchRequest request, IReadOnlyList<Bar> klines)
    {
        var interval = request.Interval;
        var bars = series.First(s => s.Interval == interval);
        var firstOwn = bars.LastOpen is null || bars.LastOpen < bars.CoveredFrom
            ? FirstOwnOpen(bars) ?? long.MaxValue
            : interval.OpenOf(bars.CoveredFrom + interval.Ms() - 1);
        foreach (var kline in klines)
        {
            var inOutage = request.ToId > 0 && kline.OpenTime > request.FromId && kline.OpenTime < interval.OpenOf(request.ToId);
            if (inOutage || kline.OpenTime < firstOwn)
            {
                Publish(interval, kline);
            }
        }
    }
}
