using System.Collections.Concurrent;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Feeds.Pumps;
using QuantPlatform.Silo.Feeds.Protocol;
using QuantPlatform.Silo.Feeds.Rest;
using QuantPlatform.Silo.Feeds.Sockets;

namespace QuantPlatform.Silo.Feeds;

/// <summary>The subscribed symbols of a venue, spread over as many sockets as they need, each with its pump. Changed by one loop, read by any.</summary>
internal sealed class SymbolSet(VenueSettings settings, VenuePorts ports, SlotContext sockets, PumpSettings pumps, IMarketRest rest)
{
    private readonly ConcurrentDictionary<string, Member> members = new(StringComparer.Ordinal);
    private readonly List<FeedSlot> slots = [];
    private readonly List<Task> running = [];

    /// <summary>The sockets.</summary>
    public IReadOnlyList<FeedSlot> Slots
    {
        get
        {
            lock (slots)
            {
                return [.. slots];
            }
        }
    }

    /// <summary>The subscribed symbols, each with its socket and the symbol's own last words.</summary>
    public IEnumerable<Member> Members => members.Values;

    public Member? Find(string symbol) => members.GetValueOrDefault(symbol);

    /// <summary>Subscribes what is wanted and no longer carries what is not.</summary>
    /// <param name="onLapsed">Hears of each symbol that is no longer carried.</param>
    public void Become(IReadOnlyCollection<string> wanted, Action<SymbolFeed> onLapsed, CancellationToken cancellationToken)
    {
        foreach (var lapsed in members.Values.Where(member => !wanted.Contains(member.Feed.Symbol)).GroupBy(member => member.Slot).ToList())
        {
            lapsed.Key.Remove([.. lapsed.Select(member => member.Feed)]);
            foreach (var member in lapsed)
            {
                members.TryRemove(member.Feed.Symbol, out _);
                onLapsed(member.Feed);
                member.Feed.Pump.Complete();
            }
        }

        var added = wanted.Where(symbol => !members.ContainsKey(symbol)).Select(NewFeed).ToList();
        while (added.Count > 0)
        {
            var slot = Slots.FirstOrDefault(each => each.Room > 0) ?? Open(cancellationToken);
            var batch = added.Take(slot.Room).ToList();
            added.RemoveRange(0, batch.Count);
            foreach (var feed in batch)
            {
                Run(feed, slot, cancellationToken);
            }

            slot.Add(batch);
        }
    }

    /// <summary>Completes when every socket and pump has ended; to be awaited after they were cancelled.</summary>
    public Task Finished()
    {
        lock (slots)
        {
            return Task.WhenAll(running);
        }
    }

    private FeedSlot Open(CancellationToken cancellationToken)
    {
        var slot = new FeedSlot(sockets);
        lock (slots)
        {
            slots.Add(slot);
            Track(slot.Run(cancellationToken));
        }

        return slot;
    }

    private void Run(SymbolFeed feed, FeedSlot slot, CancellationToken cancellationToken)
    {
        members[feed.Symbol] = new Member(feed, slot);
        lock (slots)
        {
            Track(feed.Pump.Run(cancellationToken));
        }
    }

    private void Track(Task task)
    {
        running.RemoveAll(each => each.IsCompletedSuccessfully);
        running.Add(task);
    }

    private SymbolFeed NewFeed(string symbol)
    {
        // Names of streams are lower-case; the kind keeps its capitals.
        var stream = $"{symbol.ToLowerInvariant()}@{settings.Stream}";
        return new SymbolFeed(symbol, stream, new SymbolPump(symbol, ports.Symbol(symbol), rest, pumps), pumps.Time);
    }

    /// <summary>One subscribed symbol.</summary>
    public sealed record Member(SymbolFeed Feed, FeedSlot Slot)
    {
        /// <summary>The symbol's counters as of a moment ago; null before it answered.</summary>
        public SymbolStatus? Status { get; set; }
    }
}
