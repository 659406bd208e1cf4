using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Symbols;

namespace QuantPlatform.Silo.Feeds;

/// <summary>Leases of those who watch a venue's state. Thread-safe: the feed's own loop tells them.</summary>
internal sealed class FeedObservers(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<IFeedObserver, long> leases = [];

    /// <summary>Takes or renews a lease of <see cref="Leases.Length"/>.</summary>
    /// <returns>True when the observer is new.</returns>
    public bool Add(IFeedObserver observer)
    {
        lock (gate)
        {
            var isNew = !leases.ContainsKey(observer);
            leases[observer] = time.GetTimestamp();
            return isNew;
        }
    }

    public void Remove(IFeedObserver observer)
    {
        lock (gate)
        {
            leases.Remove(observer);
        }
    }

    /// <summary>Tells every observer whose lease holds; nobody is waited for.</summary>
    public void Tell(VenueState state)
    {
        List<IFeedObserver> current;
        lock (gate)
        {
            foreach (var (observer, _) in leases.Where(lease => time.GetElapsedTime(lease.Value) > Leases.Length).ToList())
            {
                leases.Remove(observer);
            }

            current = [.. leases.Keys];
        }

        foreach (var observer in current)
        {
            Tell(observer, state);
        }
    }

    /// <summary>A one-way hint: an observer that is gone loses nothing, its lease lapses.</summary>
    public static void Tell(IFeedObserver observer, VenueState state) =>
        _ = observer.OnFeed(state).ContinueWith(static hint => _ = hint.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
