using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Symbols;

/// <content>What a trade id means: next, ahead, a fill, a duplicate, early, or a new epoch.</content>
internal sealed partial class SymbolBook
{
    /// <summary>An id this far below the upper end, with a newer time, is not an old trade.</summary>
    private const long EpochDistance = 100_000;

    /// <summary>So many such trades in a row start a new epoch: one alone may be garbage.</summary>
    private const int EpochProof = 3;

    /// <summary>A trade this far ahead of the exchange's clock is refused, ms.</summary>
    private const long MaxAhead = 60_000;

    private readonly List<Trade> epochSuspects = [];

    /// <summary>A trade that cannot be true counts as an id without a trade.</summary>
    /// <param name="notAfter">Latest believable time, ms.</param>
    private Trade? Check(in Trade trade, long notAfter)
    {
        var refused = trade.Price <= 0 || trade.Size <= 0 || trade.Time <= 0 || trade.LastRawId < trade.FirstRawId
            || trade.Time > notAfter;
        if (refused)
        {
            counters = counters with { Rejected = counters.Rejected + 1 };
            return null;
        }

        return trade;
    }

    private void TakeLive(long id, Trade? trade)
    {
        if (phase == Phase.ColdStarting)
        {
            CountDuplicate(!hold.Hold(id, trade));
            return;
        }

        if (ids.IsEmpty)
        {
            BeginWithout(id, trade);
        }

        if (phase == Phase.CatchingUp && id <= ids.Upper + 1)
        {
            // The stream goes on where it stopped: nothing was missed.
            EndCatchUp();
        }

        switch (ids.PlaceOf(id))
        {
            case IdPlace.Next:
                Accept(id, trade);
                Drain();
                break;
            case IdPlace.Ahead:
                CountDuplicate(!hold.Hold(id, trade));
                break;
            case IdPlace.FillsGap:
                Fill(id, trade);
                break;
            case IdPlace.Early:
                if (!IsNewEpoch(id, trade))
                {
                    counters = counters with { Early = counters.Early + 1 };
                }

                break;
            default:
                CountDuplicate(!IsNewEpoch(id, trade));
                break;
        }
    }

    /// <summary>A row from REST: like a live trade, but repetition is expected and proves nothing about the stream.</summary>
    private void TakeRow(long id, Trade? trade)
    {
        if (ids.IsEmpty)
        {
            return;
        }

        switch (ids.PlaceOf(id))
        {
            case IdPlace.Next:
                Accept(id, trade);
                break;
            case IdPlace.Ahead:
                hold.Hold(id, trade);
                break;
            case IdPlace.FillsGap:
                Fill(id, trade);
                break;
        }
    }

    /// <summary>Starts at the first frame, because no history can be had: bars that began before it are not complete.</summary>
    private void BeginWithout(long id, Trade? trade)
    {
        ids.Begin(id);
        BeginBars((trade?.Time ?? frameClock) + 1);
        AskForHistory();
    }

    private void Accept(long id, Trade? trade)
    {
        changes.StateChanged = true;
        var ended = ids.Advance(id, trade?.Time);
        if (ended is not null)
        {
            changes.Requalify.Add((ended.BeforeTime, trade!.Value.Time));
            if (ended.To != GapRecord.OpenEnd)
            {
                EndOutage(ended, trade.Value.Time);
            }
        }

        if (trade is { } accepted)
        {
            AddToBars(accepted);
        }
    }

    private void Fill(long id, Trade? trade)
    {
        changes.StateChanged = true;
        var (was, closed) = ids.Fill(id, trade?.Time);
        changes.Requalify.Add((was.BeforeTime, was.AfterTime));
        if (closed)
        {
            counters = counters with { FilledGaps = counters.FilledGaps + 1 };
        }

        if (trade is { } accepted)
        {
            AddToBars(accepted);
        }
    }

    private void AddToBars(in Trade trade)
    {
        changes.Accepted.Add(trade);
        var isLate = false;
        foreach (var bars in series)
        {
            if (!bars.Add(trade))
            {
                changes.Late.Add((bars.Interval, trade));
                isLate = true;
            }
        }

        if (isLate)
        {
            counters = counters with { Late = counters.Late + 1 };
        }
    }

    /// <summary>Accepts everything held that follows without a hole.</summary>
    private void Drain()
    {
        if (ids.IsEmpty || hold.Count == 0)
        {
            return;
        }

        while (hold.Take(ids.Upper + 1, out var trade))
        {
            Accept(ids.Upper + 1, trade);
        }

        hold.DropUpTo(ids.Upper);
    }

    private void CountDuplicate(bool isDuplicate)
    {
        if (isDuplicate)
        {
            counters = counters with { Duplicates = counters.Duplicates + 1 };
        }
    }

    /// <summary>Ids that restart far below the upper end with newer times are a new epoch.</summary>
    private bool IsNewEpoch(long id, Trade? trade)
    {
        if (trade is not { } suspect || ids.Upper - id < EpochDistance || suspect.Time <= ids.UpperTime)
        {
            epochSuspects.Clear();
            return false;
        }

        if (epochSuspects.Count > 0 && id <= epochSuspects[^1].Id)
        {
            return false;
        }

        epochSuspects.Add(suspect);
        if (epochSuspects.Count < EpochProof)
        {
            return true;
        }

        List<Trade> first = [.. epochSuspects];
        epochSuspects.Clear();
        StartEpoch(first);
        return true;
    }

    private void StartEpoch(List<Trade> first)
    {
        counters = counters with { Epochs = counters.Epochs + 1 };
        changes.StateChanged = true;
        hold.Clear();
        waiting.Clear();
        ids.BeginEpoch(first[0].Id, first[0].Time, Clock);
        foreach (var trade in first)
        {
            TakeLive(trade.Id, trade);
        }
    }
}
