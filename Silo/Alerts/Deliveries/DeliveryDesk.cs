using Microsoft.Extensions.Options;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>What the inbox needs of its node to keep contact points and to have deliveries sent.</summary>
internal sealed class DeliveryDesk(ContactPointRules rules, DeliveryWorker worker, IOptions<DeliveryOptions> options, AlertDeliveryMetrics metrics, AlertFaults faults, TimeProvider time)
{
    private static readonly TimeSpan SoonestLook = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait between two looks at an outbox that owes something.</summary>
    public static readonly TimeSpan LatestLook = TimeSpan.FromSeconds(5);

    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public DeliveryLimits Limits => options.Value.Limits;

    /// <summary>A new contact point in a book, by the rules of this node.</summary>
    public Outcome<(ContactPointBook Book, StoredContactPoint Added)> Add(ContactPointBook book, ContactPointSettings settings, string? ownAddress, long quota)
    {
        var checkedSettings = rules.Check(settings);
        if (!checkedSettings.Accepted)
        {
            return Outcome.Refused<(ContactPointBook, StoredContactPoint)>(checkedSettings.Refusals);
        }

        var secret = settings.Kind == ContactPointKind.Webhook ? WebhookSignature.NewSecret() : null;
        var added = new StoredContactPoint(
            new ContactPoint(Guid.NewGuid().ToString("N"), Now, checkedSettings.Value!, null) { Confirmation = ContactPointBook.ConfirmationOf(checkedSettings.Value!, ownAddress) }, secret);
        var next = book.With(added, quota);
        return next.Accepted ? Outcome.Of((next.Value!, added)) : Outcome.Refused<(ContactPointBook, StoredContactPoint)>(next.Refusals);
    }

    public Outcome<ContactPointBook> Change(ContactPointBook book, string id, ContactPointSettings settings, string? ownAddress)
    {
        var own = book.Own(id);
        var checkedSettings = own.Accepted ? rules.Check(settings) : Outcome.Refused<ContactPointSettings>(own.Refusals);
        return checkedSettings.Accepted ? book.WithChanged(id, checkedSettings.Value!, ownAddress) : Outcome.Refused<ContactPointBook>(checkedSettings.Refusals);
    }

    /// <summary>Hands what is due to this node's worker; it takes each only once.</summary>
    /// <returns>When to look again; null when nothing is owed.</returns>
    public TimeSpan? Offer(string userId, ContactPointBook points, DeliveryOutbox outbox)
    {
        if (outbox.NextAt is not { } next)
        {
            return null;
        }

        var now = Now;
        foreach (var due in outbox.Due(now, Limits))
        {
            if (points.Find(due.Delivery.ContactPointId) is { AwaitsConfirmation: false } target && !worker.Offer(new DeliveryJob(userId, due, target)))
            {
                break;
            }
        }

        // What is due runs, or waits for room: when it ends its report brings the next look.
        return next <= now ? LatestLook : TimeSpan.FromMilliseconds(Math.Clamp(next - now, SoonestLook.TotalMilliseconds, LatestLook.TotalMilliseconds));
    }

    /// <summary>Notices what a stored change brought: something new is owed, or a dead letter.</summary>
    public void Stored(DeliveryOutbox before, DeliveryOutbox after)
    {
        if (after.Open.Length > before.Open.Length)
        {
            faults.Reach(AlertStep.Owed);
        }

        foreach (var gone in before.Open)
        {
            if (after.Find(gone.Delivery.Id) is { State: DeliveryState.Dead })
            {
                metrics.Dead(gone.Delivery.Kind);
            }
        }
    }
}
