using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Silo.Alerts.Deliveries;

namespace QuantPlatform.Silo.Alerts.Inbox;

/// <content>Contact points and what is owed to them.</content>
internal sealed partial record AlertInboxState
{
    /// <summary>Most tests that wait.</summary>
    public const int MaxOpenTests = 5;

    [Id(10)] public ContactPointBook ContactPoints { get; init; } = new();

    [Id(11)] public DeliveryOutbox Deliveries { get; init; } = new();

    /// <summary>Owes decisions of rules to their contact points.</summary>
    public AlertInboxState Owing(IEnumerable<AlertTransition> transitions, long now) =>
        this with { Deliveries = transitions.Aggregate(Deliveries, (outbox, transition) => outbox.With(transition, ContactPoints, now)) };

    /// <summary>Owes a test message to one contact point.</summary>
    public Outcome<AlertInboxState> OwingTest(string contactPointId, string testId, DeliveryLimits limits, long now)
    {
        var own = ContactPoints.Own(contactPointId);
        if (!own.Accepted)
        {
            return Outcome.Refused<AlertInboxState>(own.Refusals);
        }

        if (own.Value!.AwaitsConfirmation)
        {
            return Outcome.Refused<AlertInboxState>(RefusalCodes.Unprocessable, "id", "a confirmed mail address", "The address has to be confirmed first, by the link in the mail that was sent to it.");
        }

        if (!own.Value.IsOpen)
        {
            return Outcome.Refused<AlertInboxState>(RefusalCodes.Unprocessable, "id", "an enabled contact point", "Enable the contact point first.");
        }

        var owed = Deliveries.WithTest(testId, own.Value.Point, now);
        return Deliveries.Open.Count(stored => stored.Delivery.AlertId is null) >= MaxOpenTests || owed.Due(now, limits).All(stored => stored.Delivery.Id != testId)
            ? Outcome.Refused<AlertInboxState>(RefusalCodes.Busy, null, "within your limits", "You have sent too much. Try again in a while.")
            : Outcome.Of(this with { Deliveries = owed });
    }

    /// <summary>Records a try; a receiver that wants no more is disabled.</summary>
    public AlertInboxState With(DeliveryReport report)
    {
        if (Deliveries.With(report) is var deliveries && ReferenceEquals(deliveries, Deliveries))
        {
            return this;
        }

        var next = this with { Deliveries = deliveries };
        return report.Verdict == DeliveryVerdict.Gone && Deliveries.Find(report.DeliveryId) is { } delivery
            ? next with
            {
                ContactPoints = ContactPoints.Disabled(delivery.ContactPointId, report.Error!),
                Deliveries = next.Deliveries.Dropped(delivery.ContactPointId, "its contact point was disabled"),
            }
            : next;
    }

    /// <summary>Another book; what waits for contact points that are closed in it is given up.</summary>
    public AlertInboxState With(ContactPointBook book, string changedId) => this with
    {
        ContactPoints = book,
        Deliveries = book.Find(changedId) is { IsOpen: true } ? Deliveries
            : Deliveries.Dropped(changedId, book.Find(changedId)?.Closed() ?? "its contact point was deleted"),
    };

    /// <summary>Gives up what was owed to mail addresses before they had to be confirmed; itself when there is nothing of the kind.</summary>
    public AlertInboxState WithoutUnconfirmed() => ContactPoints.Points
        .Where(stored => stored.AwaitsConfirmation && Deliveries.Open.Any(owed => owed.Delivery.ContactPointId == stored.Point.Id))
        .Aggregate(this, (state, stored) => state with { Deliveries = state.Deliveries.Dropped(stored.Point.Id, stored.Closed()) });
}
