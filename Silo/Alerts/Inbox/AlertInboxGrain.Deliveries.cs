using System.Collections.Immutable;
using System.Security.Cryptography;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Alerts.Deliveries;

namespace QuantPlatform.Silo.Alerts.Inbox;

/// <content>Contact points, and the outbox that this grain alone drains. Nothing is sent on its turn.</content>
internal sealed partial class AlertInboxGrain : IContactPointsGrain
{
    /// <summary>160 random bits.</summary>
    private const int NonceDigits = 40;

    private IGrainTimer? deliveryTimer;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (storage.State.WithoutUnconfirmed() is var next && next != storage.State)
        {
            await Save(next);
        }

        Deliver();
    }

    public Task<ImmutableArray<ContactPoint>> GetContactPoints() => Task.FromResult(storage.State.ContactPoints.All);

    public async Task<QuotaUse> GetContactPointQuota() => new(storage.State.ContactPoints.Points.Length, await Quota());

    public async Task<Outcome<ContactPointIssued>> AddContactPoint(ContactPointSettings settings, string? ownAddress)
    {
        var added = desk.Add(storage.State.ContactPoints, settings, ownAddress, await Quota());
        if (!added.Accepted)
        {
            return Outcome.Refused<ContactPointIssued>(added.Refusals);
        }

        var (book, point) = added.Value;
        await Save(storage.State with { ContactPoints = book });
        return Outcome.Of(new ContactPointIssued(point.Point, point.Secret));
    }

    public async Task<Outcome<ContactPoint>> UpdateContactPoint(string id, ContactPointSettings settings, string? ownAddress)
    {
        var changed = desk.Change(storage.State.ContactPoints, id, settings, ownAddress);
        if (!changed.Accepted)
        {
            return Outcome.Refused<ContactPoint>(changed.Refusals);
        }

        await Save(storage.State.With(changed.Value!, id));
        return Outcome.Of(changed.Value!.Find(id)!.Shown());
    }

    public async Task<Outcome<ConfirmationQuestion>> AskConfirmation(string id, string? ownAddress)
    {
        var nonce = RandomNumberGenerator.GetHexString(NonceDigits, lowercase: true);
        var asking = storage.State.ContactPoints.Asking(id, nonce, ownAddress, Now);
        if (!asking.Accepted)
        {
            return Outcome.Refused<ConfirmationQuestion>(asking.Refusals);
        }

        await Save(storage.State with { ContactPoints = asking.Value! });
        return Outcome.Of(new ConfirmationQuestion(asking.Value!.Find(id)!.Shown(), nonce));
    }

    public async Task<bool> AnswerConfirmation(string id, string nonce, bool accepted)
    {
        if (storage.State.ContactPoints.Answered(id, nonce, accepted, Now) is not { } book)
        {
            return false;
        }

        await Save(storage.State.With(book, id));
        return true;
    }

    public async Task<Outcome<ContactPointIssued>> RenewSecret(string id)
    {
        var secret = WebhookSignature.NewSecret();
        var changed = storage.State.ContactPoints.WithSecret(id, secret);
        if (!changed.Accepted)
        {
            return Outcome.Refused<ContactPointIssued>(changed.Refusals);
        }

        await Save(storage.State with { ContactPoints = changed.Value! });
        return Outcome.Of(new ContactPointIssued(changed.Value!.Find(id)!.Point, secret));
    }

    public async Task<Outcome<ContactPoint>> DeleteContactPoint(string id)
    {
        var own = storage.State.ContactPoints.Own(id);
        if (!own.Accepted)
        {
            return Outcome.Refused<ContactPoint>(own.Refusals);
        }

        await Save(storage.State.With(storage.State.ContactPoints.Without(id), id));
        return Outcome.Of(own.Value!.Point);
    }

    public async Task<Outcome<Delivery>> TestContactPoint(string id)
    {
        var testId = "test-" + Guid.NewGuid().ToString("N");
        return await Owe(storage.State.OwingTest(id, testId, desk.Limits, Now), testId);
    }

    public async Task<Outcome<Delivery>> Resend(string deliveryId)
    {
        var resent = storage.State.Deliveries.Resent(deliveryId, storage.State.ContactPoints, Now);
        return await Owe(resent.Accepted ? Outcome.Of(storage.State with { Deliveries = resent.Value! }) : Outcome.Refused<AlertInboxState>(resent.Refusals), deliveryId);
    }

    public Task<ImmutableArray<Delivery>> GetDeliveries(string? contactPointId, string? alertId) => Task.FromResult(storage.State.Deliveries.Newest
        .Where(delivery => (contactPointId is null || delivery.ContactPointId == contactPointId) && (alertId is null || delivery.AlertId == alertId)).ToImmutableArray());

    public Task<Delivery?> FindDelivery(string deliveryId) => Task.FromResult(storage.State.Deliveries.Find(deliveryId));

    public Task EnsureDelivering() => Task.CompletedTask;

    public Task ReportDeliveries(ImmutableArray<DeliveryReport> reports) => Save(reports.Aggregate(storage.State, (state, report) => state.With(report)));

    private Task<long> Quota() => GrainFactory.GetGrain<IWorkspaceGrain>(UserId).GetLimit(QuotaNames.ContactPoints);

    private async Task<Outcome<Delivery>> Owe(Outcome<AlertInboxState> next, string deliveryId)
    {
        if (!next.Accepted)
        {
            return Outcome.Refused<Delivery>(next.Refusals);
        }

        await Save(next.Value!);
        return Outcome.Of(next.Value!.Deliveries.Find(deliveryId)!);
    }

    /// <summary>Hands over what is due and stays awake while something is owed.</summary>
    private void Deliver()
    {
        if (desk.Offer(UserId, storage.State.ContactPoints, storage.State.Deliveries) is not { } wait)
        {
            deliveryTimer?.Dispose();
            deliveryTimer = null;
        }
        else if (deliveryTimer is null)
        {
            deliveryTimer = this.RegisterGrainTimer(
                _ =>
                {
                    Deliver();
                    return Task.CompletedTask;
                },
                new GrainTimerCreationOptions(wait, DeliveryDesk.LatestLook) { KeepAlive = true });
        }
        else
        {
            deliveryTimer.Change(wait, DeliveryDesk.LatestLook);
        }
    }
}
