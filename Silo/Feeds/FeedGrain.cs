using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts.Feeds;

namespace QuantPlatform.Silo.Feeds;

/// <summary>One venue's feed: starts it, passes wishes on, tells observers. The work is <see cref="VenueFeed"/>'s.</summary>
[GrainType("feed"), KeepAlive]
internal sealed class FeedGrain(VenueFeedFactory factory, TimeProvider time) : Grain, IFeedGrain
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    private readonly FeedObservers observers = new(time);
    private VenueFeed? feed;

    private string Venue => this.GetPrimaryKeyString();

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => await End();

    public Task EnsureRunning()
    {
        if (feed is null && factory.WhyNot(Venue) is null)
        {
            feed = factory.Create(Venue, observers.Tell);
            feed.Start();
        }

        return Task.CompletedTask;
    }

    public async Task Stop()
    {
        if (feed is { IsWanted: false })
        {
            await End();
        }
    }

    public async Task Want(ImmutableArray<string> symbols)
    {
        await EnsureRunning();
        feed?.Want(symbols);
    }

    public Task<FeedStatus> GetStatus() => Task.FromResult(feed?.Status() ?? new FeedStatus(State(), [], 0, 0, EverConnected: false));

    public Task LeaseObserver(IFeedObserver observer)
    {
        if (observers.Add(observer))
        {
            FeedObservers.Tell(observer, State());
        }

        return Task.CompletedTask;
    }

    public Task ReleaseObserver(IFeedObserver observer)
    {
        observers.Remove(observer);
        return Task.CompletedTask;
    }

    private VenueState State() => feed?.State ?? new VenueState(
        Venue, VenueFeedFactory.KindOf(Venue), FeedState.Down, time.GetUtcNow().ToUnixTimeMilliseconds(), factory.WhyNot(Venue) ?? "this feed is not running");

    private async Task End()
    {
        var ended = feed;
        feed = null;
        if (ended is not null)
        {
            await ended.Stop(StopPatience);
            observers.Tell(State());
        }
    }
}
