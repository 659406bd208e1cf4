namespace QuantPlatform.Silo.Symbols;

/// <summary>Where a trade id stands against what a symbol has accepted.</summary>
internal enum IdPlace
{
    /// <summary>Below the first id of the cold start.</summary>
    Early,

    /// <summary>Accepted before.</summary>
    Duplicate,

    /// <summary>Inside a recorded gap.</summary>
    FillsGap,

    /// <summary>The id right after the upper end.</summary>
    Next,

    /// <summary>Beyond the next one: something lies between.</summary>
    Ahead,
}

/// <summary>The ids a symbol has accepted: everything from <see cref="First"/> to <see cref="Upper"/> except the recorded gaps.</summary>
internal sealed class IdLedger
{
    private readonly List<GapRecord> gaps = [];

    /// <summary>The first accepted id; −1 while there is none.</summary>
    public long First { get; private set; } = -1;

    /// <summary>The greatest accepted id; −1 while there is none.</summary>
    public long Upper { get; private set; } = -1;

    /// <summary>Time of the newest accepted trade; 0 while there is none.</summary>
    public long UpperTime { get; private set; }

    public bool IsEmpty => First < 0;

    /// <summary>Recorded gaps in id order.</summary>
    public IReadOnlyList<GapRecord> Gaps => gaps;

    public void Restore(long first, long upper, long upperTime, IEnumerable<GapRecord> recorded)
    {
        (First, Upper, UpperTime) = (first, upper, upperTime);
        gaps.Clear();
        gaps.AddRange(recorded);
    }

    public IdPlace PlaceOf(long id)
    {
        if (id > Upper)
        {
            return id == Upper + 1 ? IdPlace.Next : IdPlace.Ahead;
        }

        return id < First ? IdPlace.Early : FindGap(id) >= 0 ? IdPlace.FillsGap : IdPlace.Duplicate;
    }

    /// <summary>Starts at an id; forgets everything before it.</summary>
    public void Begin(long id)
    {
        First = id;
        Upper = id - 1;
        gaps.Clear();
    }

    /// <summary>Takes the id right after the upper end. <paramref name="time"/> is null for an id that is no market trade.</summary>
    /// <returns>The gap whose end in time is known now, as it was before; null when there is none.</returns>
    public GapRecord? Advance(long id, long? time)
    {
        Upper = id;
        if (time is not { } known)
        {
            return null;
        }

        UpperTime = Math.Max(UpperTime, known);
        if (gaps.Count == 0 || gaps[^1] is not { AfterTime: GapRecord.OpenEnd } last)
        {
            return null;
        }

        if (last.To == GapRecord.OpenEnd)
        {
            // The stream went on with the very next id: nothing was missing after all.
            gaps.RemoveAt(gaps.Count - 1);
        }
        else
        {
            gaps[^1] = last with { AfterTime = known };
        }

        return last;
    }

    /// <summary>Records everything from the upper end to <paramref name="to"/> as missing and moves the upper end there.</summary>
    /// <param name="completeUntil">Nothing before this time is missing; 0: only the newest accepted trade says so.</param>
    public GapRecord Miss(long to, long seenAt, long completeUntil, bool givenUp)
    {
        var before = CloseOpenEnd()?.BeforeTime ?? Math.Max(UpperTime, completeUntil);
        var gap = new GapRecord(Upper + 1, to, seenAt, before, GapRecord.OpenEnd, givenUp);
        gaps.Add(gap);
        if (to != GapRecord.OpenEnd)
        {
            Upper = to;
        }

        return gap;
    }

    /// <summary>Takes an id out of its gap, splitting the gap where necessary.</summary>
    /// <returns>The gap as it was, and whether nothing of it is left.</returns>
    public (GapRecord Was, bool Closed) Fill(long id, long? time)
    {
        var index = FindGap(id);
        var was = gaps[index];
        gaps.RemoveAt(index);
        var left = was with { To = id - 1, AfterTime = time ?? was.AfterTime };
        var right = was with { From = id + 1, BeforeTime = time ?? was.BeforeTime };
        if (right.From <= right.To)
        {
            gaps.Insert(index, right);
        }

        if (left.From <= left.To)
        {
            gaps.Insert(index, left);
        }

        return (was, left.From > left.To && right.From > right.To);
    }

    /// <summary>Marks the gap that begins at an id as one that nobody asks for any more.</summary>
    public void GiveUp(long from)
    {
        var index = gaps.FindIndex(gap => gap.From == from);
        if (index >= 0)
        {
            gaps[index] = gaps[index] with { GivenUp = true };
        }
    }

    /// <summary>Removes a gap without a known end: nothing is missing there.</summary>
    /// <returns>That gap; null when there was none.</returns>
    public GapRecord? CloseOpenEnd()
    {
        if (gaps.Count == 0 || gaps[^1].To != GapRecord.OpenEnd)
        {
            return null;
        }

        var ended = gaps[^1];
        gaps.RemoveAt(gaps.Count - 1);
        return ended;
    }

    /// <summary>The ids restart at <paramref name="first"/>. What was traded between the epochs is unknown: a gap in time without ids.</summary>
    public void BeginEpoch(long first, long firstTime, long seenAt)
    {
        var between = new GapRecord(0, -1, seenAt, UpperTime, firstTime, GivenUp: true);
        Begin(first);
        gaps.Add(between);
    }

    /// <summary>Whether a missing trade could lie in the bar <c>[open, end)</c>.</summary>
    public bool Touches(long open, long end)
    {
        for (var i = gaps.Count - 1; i >= 0; i--)
        {
            if (gaps[i].Touches(open, end))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Forgets gaps that ended before a time: nobody will fill them any more.</summary>
    public void Forget(long endedBefore) => gaps.RemoveAll(gap => gap.AfterTime < endedBefore);

    private int FindGap(long id)
    {
        for (var i = gaps.Count - 1; i >= 0; i--)
        {
            if (gaps[i].From <= id)
            {
                return gaps[i].To != GapRecord.OpenEnd && gaps[i].Contains(id) ? i : -1;
            }
        }

        return -1;
    }
}
