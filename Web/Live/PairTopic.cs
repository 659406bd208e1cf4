using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Web.Live;

/// <summary>One user's pair: its closed points, and previews at most 4 times in any second.</summary>
internal sealed class PairTopic(LiveHub hub, PairTopicKey key) : LiveTopic(hub, key, CallPrincipal.User(key.UserId)), IPairObserver
{
    private const int PreviewsPerSecond = 4;

    private readonly Queue<long> _previewTimes = new();
    private IPairObserver? _observer;
    private PairSnapshot? _last;

    public Task OnSnapshot(PairSnapshot snapshot) => Accept(snapshot);

    public Task OnPreview(string pairId, PairPreview preview) => Accept(preview);

    protected override LiveEvent? Greeting => _last is { } last ? new PairEvent(Hub.NextSequence(), last) : null;

    protected override Task TakeLease()
    {
        _observer ??= Grains.CreateObjectReference<IPairObserver>(this);
        return Pair.LeaseObserver(_observer);
    }

    protected override async Task EndLease()
    {
        if (_observer is not null)
        {
            await Pair.ReleaseObserver(_observer);
            Grains.DeleteObjectReference<IPairObserver>(_observer);
        }
    }

    protected override Task Handle(object hint)
    {
        switch (hint)
        {
            case PairPreview preview when MaySendPreview():
                Publish(sequence => new PreviewEvent(sequence, key.PairId, preview), remember: false);
                break;
            case PairSnapshot snapshot when _last is null || snapshot.Revision > _last.Revision || snapshot.Time > _last.Time:
                Send(snapshot);
                break;
        }

        return Task.CompletedTask;
    }

    /// <summary>The pair's own answer is the truth, also when its revisions started anew with a new life of the grain.</summary>
    protected override async Task CatchUp()
    {
        var snapshot = await Pair.GetSnapshot();
        if (snapshot is null || (snapshot.Revision == _last?.Revision && snapshot.Time == _last?.Time))
        {
            return;
        }

        if (_last is null)
        {
            _last = snapshot;
        }
        else
        {
            Send(snapshot);
        }
    }

    private IPairGrain Pair => Grains.GetGrain<IPairGrain>(new TenantKey(key.UserId, key.PairId).ToString());

    private void Send(PairSnapshot snapshot)
    {
        _last = snapshot;
        Publish(sequence => new PairEvent(sequence, snapshot), remember: true);
    }

    private bool MaySendPreview()
    {
        var now = Hub.Now;
        if (_previewTimes.Count == PreviewsPerSecond)
        {
            if (now - _previewTimes.Peek() < 1_000)
            {
                return false;
            }

            _previewTimes.Dequeue();
        }

        _previewTimes.Enqueue(now);
        return true;
    }
}
