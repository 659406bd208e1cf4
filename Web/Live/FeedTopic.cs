using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Web.Live;

/// <summary>State of the active venue; it moves along when another venue becomes the active one.</summary>
internal sealed class FeedTopic(LiveHub hub, FeedTopicKey key) : LiveTopic(hub, key, CallPrincipal.System), IFeedObserver
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);

    private IFeedObserver? _observer;
    private string? _venue;
    private FeedEvent? _last;

    public Task OnFeed(VenueState state) => Accept(state);

    protected override TimeSpan Period => Look;

    protected override LiveEvent? Greeting => _last;

    protected override async Task TakeLease()
    {
        _observer ??= Grains.CreateObjectReference<IFeedObserver>(this);
        var venue = await Grains.GetGrain<IActiveVenueGrain>("0").Get();
        if (_venue is not null && _venue != venue)
        {
            await Feed(_venue).ReleaseObserver(_observer);
        }

        _venue = venue;
        await Feed(venue).LeaseObserver(_observer);
    }

    protected override async Task EndLease()
    {
        if (_observer is not null && _venue is not null)
        {
            await Feed(_venue).ReleaseObserver(_observer);
            Grains.DeleteObjectReference<IFeedObserver>(_observer);
        }
    }

    protected override Task Handle(object hint)
    {
        if (hint is VenueState state)
        {
            Send(state);
        }

        return Task.CompletedTask;
    }

    protected override async Task CatchUp() => Send((await Feed(_venue!).GetStatus()).Venue);

    private IFeedGrain Feed(string venue) => Grains.GetGrain<IFeedGrain>(venue);

    private void Send(VenueState state)
    {
        if (state.Venue == _venue && state != _last?.State)
        {
            Publish(sequence => _last = new FeedEvent(sequence, state), remember: true);
        }
    }
}
