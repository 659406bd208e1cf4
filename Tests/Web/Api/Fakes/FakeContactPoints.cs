using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Alerts.Deliveries;
using QuantPlatform.Silo.Alerts.Inbox;
using QuantPlatform.Tests.Silo.Alerts.Deliveries;

namespace QuantPlatform.Tests.Web.Api.Fakes;

/// <summary>The methods of <see cref="IContactPointsGrain"/> without storage and sender; their rules are the real ones.</summary>
internal sealed class FakeContactPoints
{
    private const int Quota = 3;
    private const string Nonce = "n1";
    private const long Now = 1_767_323_100_000;

    private readonly ContactPointRules _rules = new(Senders.Guard(), [Senders.Webhook(), new EmailSender(new FakeMail(configured: true), null!)]);

    public AlertInboxState State { get; set; } = new();

    /// <summary>What comes of a test.</summary>
    public DeliveryVerdict Verdict { get; set; }

    public Task<ImmutableArray<ContactPoint>> GetContactPoints() => Task.FromResult(State.ContactPoints.All);

    public Task<QuotaUse> GetContactPointQuota() => Task.FromResult(new QuotaUse(State.ContactPoints.Points.Length, Quota));

    public Task<Outcome<ContactPointIssued>> AddContactPoint(ContactPointSettings settings, string? ownAddress)
    {
        var read = _rules.Check(settings);
        var point = new StoredContactPoint(new ContactPoint(Guid.NewGuid().ToString("N"), Now, read.Value ?? settings, null) { Confirmation = ContactPointBook.ConfirmationOf(settings, ownAddress) }, settings.Kind == ContactPointKind.Webhook ? Senders.Secret : null);
        var next = read.Accepted ? State.ContactPoints.With(point, Quota) : Outcome.Refused<ContactPointBook>(read.Refusals);
        return Task.FromResult(Apply(next, () => new ContactPointIssued(point.Point, point.Secret)));
    }

    public Task<Outcome<ContactPoint>> UpdateContactPoint(string id, ContactPointSettings settings, string? ownAddress)
    {
        var read = _rules.Check(settings);
        return Task.FromResult(Apply(
            read.Accepted ? State.ContactPoints.WithChanged(id, read.Value!, ownAddress) : Outcome.Refused<ContactPointBook>(read.Refusals), () => State.ContactPoints.Find(id)!.Shown()));
    }

    public Task<Outcome<ConfirmationQuestion>> AskConfirmation(string id, string? ownAddress) => Task.FromResult(Apply(
        State.ContactPoints.Asking(id, Nonce, ownAddress, Now), () => new ConfirmationQuestion(State.ContactPoints.Find(id)!.Shown(), Nonce)));

    public Task<bool> AnswerConfirmation(string id, string nonce, bool accepted)
    {
        var book = State.ContactPoints.Answered(id, nonce, accepted, Now);
        State = State with { ContactPoints = book ?? State.ContactPoints };
        return Task.FromResult(book is not null);
    }

    public Task<Outcome<ContactPointIssued>> RenewSecret(string id) =>
        Task.FromResult(Apply(State.ContactPoints.WithSecret(id, Senders.Secret), () => new ContactPointIssued(State.ContactPoints.Find(id)!.Point, Senders.Secret)));

    public Task<Outcome<ContactPoint>> DeleteContactPoint(string id)
    {
        var own = State.ContactPoints.Own(id);
        return Task.FromResult(Apply(own.Accepted ? Outcome.Of(State.ContactPoints.Without(id)) : Outcome.Refused<ContactPointBook>(own.Refusals), () => own.Value!.Point));
    }

    public Task<Outcome<Delivery>> TestContactPoint(string id)
    {
        var next = State.OwingTest(id, "test-1", new DeliveryLimits(1, 1), Now);
        if (!next.Accepted)
        {
            return Task.FromResult(Outcome.Refused<Delivery>(next.Refusals));
        }

        State = next.Value!;
        var pending = State.Deliveries.Find("test-1")!;
        State = State.With(new DeliveryReport("test-1", Verdict, Now, 12, Verdict == DeliveryVerdict.Delivered ? 200 : 500, Verdict == DeliveryVerdict.Delivered ? null : "answered 500"));
        return Task.FromResult(Outcome.Of(pending));
    }

    public Task<Outcome<Delivery>> Resend(string deliveryId)
    {
        var next = State.Deliveries.Resent(deliveryId, State.ContactPoints, Now);
        return Task.FromResult(next.Accepted ? Outcome.Of(next.Value!.Find(deliveryId)!) : Outcome.Refused<Delivery>(next.Refusals));
    }

    public Task<ImmutableArray<Delivery>> GetDeliveries(string? contactPointId, string? alertId) => Task.FromResult(State.Deliveries.Newest
        .Where(delivery => (contactPointId is null || delivery.ContactPointId == contactPointId) && (alertId is null || delivery.AlertId == alertId)).ToImmutableArray());

    public Task<Delivery?> FindDelivery(string deliveryId) => Task.FromResult(State.Deliveries.Find(deliveryId));

    public Task EnsureDelivering() => Task.CompletedTask;

    public Task ReportDeliveries(ImmutableArray<DeliveryReport> reports) => Task.CompletedTask;

    private Outcome<T> Apply<T>(Outcome<ContactPointBook> next, Func<T> value)
    {
        if (!next.Accepted)
        {
            return Outcome.Refused<T>(next.Refusals);
        }

        State = State with { ContactPoints = next.Value! };
        return Outcome.Of(value());
    }
}
