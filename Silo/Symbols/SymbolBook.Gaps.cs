using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;

namespace QuantPlatform.Silo.Symbols;

/// <content>Missing ids: live trades wait for them a while, then they are recorded and worked off in the background.</content>
internal sealed partial class SymbolBook
{
    /// <summary>A hole of more ids, or one older, is left to the venue's klines.</summary>
    private const long MaxBackfillIds = 120_000;
    private const long MaxBackfillAgeMs = 48 * 3_600_000L;
    private const long BackfillPauseMs = 5_000;

    /// <summary>Missing ids that live trades wait for, in id order.</summary>
    private readonly List<WaitingGap> waiting = [];

    private long nextBackfill;

    private sealed record WaitingGap(long From, long To, long Deadline, long RequestId);

    private long Clock => Math.Max(frameClock, Math.Max(silentClock, ids.UpperTime));

    /// <summary>Compares the holes in front of held trades with those already waited for; asks for new ones.</summary>
    private void RefreshWaiting()
    {
        if (phase != Phase.Live)
        {
            return;
        }

        var missing = ids.IsEmpty ? [] : hold.Missing(ids.Upper);
        var previous = waiting.ToList();
        waiting.Clear();
        foreach (var (from, to) in missing)
        {
            var known = previous.Find(gap => gap.From <= to && from <= gap.To);
            if (known is not null)
            {
                waiting.Add(known with { From = from, To = to });
                continue;
            }

            var requestId = 0L;
            if (backfills)
            {
                Ask(FetchKind.Gap, from, to);
                requestId = lastRequestId;
            }

            waiting.Add(new WaitingGap(from, to, now + gapPatienceMs, requestId));
        }

        var filled = previous.Count(gap => !missing.Any(hole => gap.From <= hole.To && hole.From <= gap.To));
        counters = counters with { FilledGaps = counters.FilledGaps + filled };
    }

    /// <summary>Gives up what has been waited for long enough.</summary>
    private void Expire()
    {
        if (phase == Phase.ColdStarting && now - waitingSince >= gapPatienceMs)
        {
            EndColdStart();
        }
        else if (phase == Phase.CatchingUp && now - waitingSince >= gapPatienceMs)
        {
            GiveUpCatchUp();
        }

        RefreshWaiting();
        while (waiting.Count > 0 && waiting[0].Deadline <= now)
        {
            var hole = waiting[0];
            waiting.RemoveAt(0);
            Miss(hole.To, sinceConnect: false);
            Drain();
        }
    }

    /// <summary>A page came: what is being fetched deserves more patience; the last page ends it when rows are missing there too.</summary>
    private void ExtendPatience(FetchRequest request, FetchAnswer answer)
    {
        var deadline = answer is { IsLast: true, Failure: null } ? now : now + gapPatienceMs;
        for (var i = 0; i < waiting.Count; i++)
        {
            if (waiting[i].RequestId == request.Id)
            {
                waiting[i] = waiting[i] with { Deadline = answer.Failure is null ? deadline : waiting[i].Deadline };
            }
        }
    }

    /// <summary>Records everything up to <paramref name="to"/> as missing.</summary>
    /// <param name="sinceConnect">True when the connection was cut in between: what had closed by then was complete.</param>
    private void Miss(long to, bool sinceConnect)
    {
        var isLarge = to != GapRecord.OpenEnd && to - ids.Upper > MaxBackfillIds;
        var completeUntil = sinceConnect ? series[0].NextOpen ?? 0 : 0;
        var gap = ids.Miss(to, Clock, completeUntil, givenUp: isLarge || !backfills);
        changes.StateChanged = true;
        changes.Requalify.Add((gap.BeforeTime, gap.AfterTime));
    }

    /// <summary>Nothing beyond the upper end is known, but something may be missing there.</summary>
    private void LeaveOpenEnd()
    {
        if (!ids.IsEmpty && (ids.Gaps.Count == 0 || ids.Gaps[^1].To != GapRecord.OpenEnd))
        {
            Miss(GapRecord.OpenEnd, sinceConnect: true);
        }
    }

    /// <summary>REST has answered for everything up to now: nothing is missing at the end.</summary>
    private void CloseOpenEnd()
    {
        if (ids.CloseOpenEnd() is { } ended)
        {
            changes.StateChanged = true;
            changes.Requalify.Add((ended.BeforeTime, Math.Max(Clock, ids.UpperTime)));
        }
    }

    /// <summary>Both ends of a hole are known: one that nobody can fill is passed over, and klines stand for it where they exist.</summary>
    private void EndOutage(GapRecord gap, long afterTime)
    {
        var tooOld = afterTime - gap.BeforeTime > MaxBackfillAgeMs;
        if (!gap.GivenUp && !tooOld)
        {
            return;
        }

        if (!gap.GivenUp)
        {
            ids.GiveUp(gap.From);
        }

        if (afterTime - gap.BeforeTime <= Interval.OneHour.Ms())
        {
            return;
        }

        foreach (var bars in series)
        {
            bars.SkipTo(afterTime);
            if (bars.Interval != Interval.OneSecond)
            {
                var between = (int)Math.Min(HistoryKlines, (afterTime - gap.BeforeTime) / bars.Interval.Ms() + 1);
                Ask(FetchKind.Klines, gap.BeforeTime, afterTime, bars.Interval, bars.Interval.OpenOf(afterTime), between);
            }
        }
    }

    private void AskForBackfill()
    {
        if (phase != Phase.Live || !backfills || now < nextBackfill || ids.Gaps.Count == 0
            || IsAsking(FetchKind.Backfill) || IsAsking(FetchKind.After))
        {
            return;
        }

        nextBackfill = now + BackfillPauseMs;
        foreach (var gap in ids.Gaps)
        {
            if (gap.GivenUp)
            {
                continue;
            }

            if (gap.To == GapRecord.OpenEnd)
            {
                Ask(FetchKind.After, ids.Upper + 1, 0);
            }
            else
            {
                Ask(FetchKind.Backfill, gap.From, gap.To);
            }

            return;
        }

        ids.Forget(Clock - MaxBackfillAgeMs);
    }

    /// <summary>What REST says it no longer has, or has not although it answered, is given up.</summary>
    private void CompleteBackfill(FetchRequest request, FetchAnswer answer)
    {
        if (answer.Failure is not null and not FetchFailures.TooOld)
        {
            nextBackfill = now + BackfillPauseMs;
            return;
        }

        nextBackfill = now;
        foreach (var gap in ids.Gaps.Where(gap => !gap.GivenUp && gap.From <= request.ToId && request.FromId <= gap.To && gap.To != GapRecord.OpenEnd).ToList())
        {
            ids.GiveUp(gap.From);
            changes.StateChanged = true;
        }
    }
}
