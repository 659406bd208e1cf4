using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Web.Live;

/// <summary>One user's inbox: new records, and changes of old ones.</summary>
internal sealed class AlertTopic(LiveHub hub, AlertTopicKey key) : LiveTopic(hub, key, CallPrincipal.User(key.UserId)), IAlertObserver
{
    private const int CatchUpLimit = 500;

    private IAlertObserver? _observer;
    private AlertSummary? _last;

    public Task OnAlert(AlertRecord alert, AlertSummary summary) => Accept((alert, summary));

    private IAlertInboxGrain Inbox => Grains.GetGrain<IAlertInboxGrain>(key.UserId);

    protected override async Task TakeLease()
    {
        _observer ??= Grains.CreateObjectReference<IAlertObserver>(this);
        await Inbox.LeaseObserver(_observer);
        _last ??= await Inbox.GetSummary();
    }

    protected override async Task EndLease()
    {
        if (_observer is not null)
        {
            await Inbox.ReleaseObserver(_observer);
            Grains.DeleteObjectReference<IAlertObserver>(_observer);
        }
    }

    protected override async Task Handle(object hint)
    {
        if (hint is not (AlertRecord alert, AlertSummary summary))
        {
            return;
        }

        if (alert.Sequence > _last!.LastSequence + 1)
        {
            await CatchUp();
        }

        Send(alert, summary);
    }

    protected override async Task CatchUp()
    {
        var summary = await Inbox.GetSummary();
        if (await Inbox.After(_last!.LastSequence, CatchUpLimit) is { } missed)
        {
            foreach (var alert in missed)
            {
                Send(alert, summary);
            }
        }

        if (summary != _last)
        {
            // More than is kept or resent, or acknowledged elsewhere: the numbers are still right.
            _last = summary;
            Publish(sequence => new AlertChangedEvent(sequence, null, summary), remember: false);
        }
    }

    private void Send(AlertRecord alert, AlertSummary summary)
    {
        var isNew = alert.Sequence > _last!.LastSequence;
        _last = summary with { LastSequence = Math.Max(alert.Sequence, _last.LastSequence) };
        Publish(sequence => isNew ? new AlertEvent(sequence, alert, summary) : new AlertChangedEvent(sequence, alert, summary), remember: isNew);
    }
}
