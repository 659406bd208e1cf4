using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Feeds.Sockets;

namespace QuantPlatform.Silo.Feeds.Pumps;

/// <summary>
/// What a socket's reader has for one symbol, in the order received: trades, clock marks, begin and end of sessions. The reader never waits:
/// at most <c>capacity</c> trades are kept, further ones are dropped until half is taken, and only the greatest dropped id is remembered.
/// Thread-safe.
/// </summary>
internal sealed class SymbolQueue(int capacity, Action filled, Action dropped)
{
    /// <summary>Room that an emptied queue keeps.</summary>
    private const int KeptRoom = 4_096;

    private readonly Lock gate = new();
    private readonly Queue<Entry> entries = [];
    private int trades;
    private bool isOverflowing;
    private long droppedUpTo, pendingMark;
    private long? firstId;

    private enum EntryKind : byte
    {
        Trade,
        Skipped,
        Mark,
        Begin,
        End,
        Dropped,
    }

    /// <summary>Trades dropped since the start.</summary>
    public long Dropped { get; private set; }

    /// <summary>The first id that came in the present session; null before it and without a session.</summary>
    public long? FirstId
    {
        get
        {
            lock (gate)
            {
                return firstId;
            }
        }
    }

    /// <summary>True when nothing waits.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                return entries.Count == 0 && !isOverflowing && pendingMark == 0;
            }
        }
    }

    /// <summary>What follows belongs to a session whose subscription is active.</summary>
    public void Begin(FeedSession session) => AddControl(new Entry(EntryKind.Begin, default, 0, session));

    /// <summary>The session is over.</summary>
    public void End() => AddControl(new Entry(EntryKind.End, default, 0, null));

    /// <summary>Adds a trade; drops it when the queue is full.</summary>
    public void Add(in Trade trade) => AddId(new Entry(EntryKind.Trade, trade, trade.Id, null));

    /// <summary>Adds an id that is no market trade.</summary>
    public void Skip(long id) => AddId(new Entry(EntryKind.Skipped, default, id, null));

    /// <summary>The session's clock has reached a time; everything that came before it is in the queue already.</summary>
    public void Mark(long clock)
    {
        lock (gate)
        {
            pendingMark = Math.Max(pendingMark, clock);
        }

        filled();
    }

    /// <summary>Takes entries in order, as many as make one batch.</summary>
    /// <returns>False when nothing waits.</returns>
    public bool TryTake(BatchCut cut, int maxTrades)
    {
        lock (gate)
        {
            cut.Clear();
            if (!isOverflowing || trades <= capacity / 2)
            {
                Settle();
            }

            var taken = 0;
            while (entries.TryPeek(out var entry) && cut.Count < maxTrades)
            {
                var isBoundary = entry.Kind is EntryKind.Begin or EntryKind.End;
                if ((isBoundary && taken > 0) || (cut.KnownUpTo > 0 && entry.Kind != EntryKind.Mark))
                {
                    break;
                }

                entries.Dequeue();
                taken++;
                Apply(in entry, cut);
                if (entry.Kind == EntryKind.End)
                {
                    break;
                }
            }

            if (entries.Count == 0 && entries.Capacity > KeptRoom)
            {
                entries.TrimExcess(KeptRoom);
            }

            return taken > 0;
        }
    }

    private void Apply(in Entry entry, BatchCut cut)
    {
        switch (entry.Kind)
        {
            case EntryKind.Trade: trades--; cut.Trades.Add(entry.Trade); break;
            case EntryKind.Skipped: trades--; cut.Skipped.Add(entry.Value); break;
            case EntryKind.Mark: cut.FrameClock = Math.Max(cut.FrameClock, entry.Value); break;
            case EntryKind.Dropped: cut.KnownUpTo = entry.Value; break;
            case EntryKind.Begin: (cut.Session, cut.FrameClock) = (entry.Session, 0); break;
            case EntryKind.End: (cut.Session, cut.FrameClock) = (null, 0); break;
        }
    }

    private void AddId(in Entry entry)
    {
        lock (gate)
        {
            firstId ??= entry.Value;
            if (trades >= capacity || (isOverflowing && trades > capacity / 2))
            {
                isOverflowing = true;
                droppedUpTo = Math.Max(droppedUpTo, entry.Value);
                Dropped++;
                dropped();
                return;
            }

            Settle();
            trades++;
            entries.Enqueue(entry);
        }

        filled();
    }

    private void AddControl(in Entry entry)
    {
        lock (gate)
        {
            firstId = null;
            Settle();
            entries.Enqueue(entry);
        }

        filled();
    }

    /// <summary>Puts what is known of dropped trades, and the clock after everything else, at the end of the queue.</summary>
    private void Settle()
    {
        if (isOverflowing)
        {
            entries.Enqueue(new Entry(EntryKind.Dropped, default, droppedUpTo, null));
            (isOverflowing, droppedUpTo) = (false, 0);
        }

        if (pendingMark > 0)
        {
            entries.Enqueue(new Entry(EntryKind.Mark, default, pendingMark, null));
            pendingMark = 0;
        }
    }

    private readonly record struct Entry(EntryKind Kind, Trade Trade, long Value, FeedSession? Session);
}
