using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>What one user's alerts still owe to contact points, and what came of it. A part of the inbox's state: a record and its deliveries are one write.</summary>
[GenerateSerializer, Alias("DeliveryOutbox")]
internal sealed record DeliveryOutbox
{
    /// <summary>Most deliveries that wait; one more is a dead letter at once, with the reason.</summary>
    public const int MaxOpen = 500;

    /// <summary>Most finished deliveries that are remembered.</summary>
    public const int MaxFinished = 500;

    /// <summary>How long a delivery waits that was held back.</summary>
    public static readonly TimeSpan HeldPause = TimeSpan.FromMinutes(1);

    /// <summary>Most tries remembered of one delivery.</summary>
    public const int MaxAttempts = 12;

    /// <summary>Pending and retrying, oldest first.</summary>
    [Id(0)] public ImmutableArray<StoredDelivery> Open { get; init; } = [];

    /// <summary>Delivered and dead, in the order they ended.</summary>
    [Id(1)] public ImmutableArray<StoredDelivery> Finished { get; init; } = [];

    private IEnumerable<StoredDelivery> All => Open.Concat(Finished);

    /// <summary>Newest first.</summary>
    public IEnumerable<Delivery> Newest => All.Select(stored => stored.Delivery).OrderByDescending(delivery => delivery.CreatedAt).ThenByDescending(delivery => delivery.Id, StringComparer.Ordinal);

    public Delivery? Find(string id) => All.FirstOrDefault(stored => stored.Delivery.Id == id)?.Delivery;

    /// <summary>Owes a decision of a rule to its contact points. What is owed or was owed already, has no open contact point, or is in-app adds nothing.</summary>
    public DeliveryOutbox With(AlertTransition transition, ContactPointBook points, long now)
    {
        var next = this;
        foreach (var target in transition.ContactPoints.Distinct(StringComparer.Ordinal).Select(points.Find).OfType<StoredContactPoint>().Where(point => point.IsOpen))
        {
            var id = IdOf(transition.Id, target.Point.Id);
            if (next.Find(id) is null)
            {
                next = next.Add(new StoredDelivery(
                    New(id, target.Point, now) with { AlertId = transition.IsRepeat ? transition.Resolves : transition.Id, MessageId = transition.Id }, transition, now));
            }
        }

        return next;
    }

    /// <summary>Owes a test message; <paramref name="id"/> is its own.</summary>
    public DeliveryOutbox WithTest(string id, ContactPoint point, long now) => Add(new StoredDelivery(New(id, point, now), null, now));

    /// <summary>What may be sent now, oldest first: its time has come and the user's limits leave room for it. What runs already counts.</summary>
    public IReadOnlyList<StoredDelivery> Due(long now, DeliveryLimits limits)
    {
        var webhooks = Room(ContactPointKind.Webhook, limits.WebhooksPerMinute, now - (long)TimeSpan.FromMinutes(1).TotalMilliseconds);
        var emails = Room(ContactPointKind.Email, limits.EmailsPerHour, now - (long)TimeSpan.FromHours(1).TotalMilliseconds);
        var due = new List<StoredDelivery>();
        foreach (var stored in Open.Where(stored => stored.Delivery.NextAt <= now))
        {
            if (stored.Delivery.Kind == ContactPointKind.Email ? emails-- > 0 : webhooks-- > 0)
            {
                due.Add(stored);
            }
        }

        return due;
    }

    /// <summary>When something is to be done next, Unix ms; null when nothing waits.</summary>
    public long? NextAt => Open.IsEmpty ? null : Open.Min(stored => stored.Delivery.NextAt);

    /// <summary>Records a try, or that there could be none yet. A report of what is not owed (any more) changes nothing.</summary>
    public DeliveryOutbox With(DeliveryReport report)
    {
        if (Open.FirstOrDefault(stored => stored.Delivery.Id == report.DeliveryId) is not { } stored)
        {
            return this;
        }

        var before = stored.Delivery;
        if (report.Verdict == DeliveryVerdict.Held && before.AlertId is not null)
        {
            return this with { Open = Open.Replace(stored, stored with { Delivery = before with { NextAt = report.At + (long)HeldPause.TotalMilliseconds } }) };
        }

        var number = (before.Last?.Number ?? 0) + 1;
        var attempts = before.Attempts.Add(new DeliveryAttempt(number, report.At, report.Status, report.DurationMs, report.Error));
        var tried = before with { Tries = before.Tries + 1, NextAt = null, Attempts = attempts.Length > MaxAttempts ? attempts.RemoveAt(0) : attempts };
        if (report.Verdict == DeliveryVerdict.Delivered)
        {
            return Finish(stored, tried with { State = DeliveryState.Delivered });
        }

        return report.Verdict == DeliveryVerdict.Failed && before.AlertId is not null && RetrySchedule.After(tried.Tries) is { } pause
            ? this with { Open = Open.Replace(stored, stored with { Delivery = tried with { State = DeliveryState.Retrying, NextAt = report.At + report.DurationMs + (long)pause.TotalMilliseconds } }) }
            : Finish(stored, tried with { State = DeliveryState.Dead });
    }

    /// <summary>Gives up everything owed to a contact point.</summary>
    public DeliveryOutbox Dropped(string contactPointId, string reason) => Open.Where(stored => stored.Delivery.ContactPointId == contactPointId)
        .Aggregate(this, (outbox, stored) => outbox.Finish(stored, stored.Delivery with { State = DeliveryState.Dead, NextAt = null, DroppedBecause = reason }));

    /// <summary>Owes a dead letter again, with the whole schedule before it.</summary>
    public Outcome<DeliveryOutbox> Resent(string id, ContactPointBook points, long now)
    {
        if (Find(id) is not { } delivery)
        {
            return Outcome.Refused<DeliveryOutbox>(RefusalCodes.NotFound, "id", "must exist", "There is no such delivery.");
        }

        if (delivery.State != DeliveryState.Dead || delivery.AlertId is null)
        {
            return Outcome.Refused<DeliveryOutbox>(RefusalCodes.Conflict, "id", "a dead letter", "Only a dead letter of an alert can be sent again.");
        }

        if (points.Find(delivery.ContactPointId) is not { IsOpen: true })
        {
            return Outcome.Refused<DeliveryOutbox>(RefusalCodes.Conflict, "contactPointId", "an enabled contact point", "Its contact point is gone, disabled or not confirmed.");
        }

        if (Open.Length >= MaxOpen)
        {
            return Outcome.Refused<DeliveryOutbox>(RefusalCodes.Busy, null, $"at most {MaxOpen} waiting", "Too many deliveries are waiting. Try again later.");
        }

        var stored = Finished.First(one => one.Delivery.Id == id);
        var again = stored with { Delivery = delivery with { State = DeliveryState.Pending, Tries = 0, NextAt = now, DroppedBecause = null } };
        return Outcome.Of(this with { Finished = Finished.Remove(stored), Open = Open.Add(again) });
    }

    private static Delivery New(string id, ContactPoint point, long now) =>
        new() { Id = id, MessageId = id, ContactPointId = point.Id, Kind = point.Settings.Kind, CreatedAt = now, NextAt = now };

    private static string IdOf(string messageId, string contactPointId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{messageId}/{contactPointId}")).AsSpan(0, 16));

    private DeliveryOutbox Add(StoredDelivery stored) => Open.Length < MaxOpen
        ? this with { Open = Open.Add(stored) }
        : Finish(stored, stored.Delivery with { State = DeliveryState.Dead, NextAt = null, DroppedBecause = $"more than {MaxOpen} deliveries were waiting" });

    private DeliveryOutbox Finish(StoredDelivery stored, Delivery delivery)
    {
        // A delivered message is not needed again; a dead letter can be sent again.
        var finished = Finished.Add(new StoredDelivery(delivery, delivery.State == DeliveryState.Dead ? stored.Transition : null, stored.FiredAt));
        return new DeliveryOutbox { Open = Open.Remove(stored), Finished = finished.Length > MaxFinished ? finished.RemoveAt(0) : finished };
    }

    private int Room(ContactPointKind kind, int limit, long since) =>
        limit - All.Where(stored => stored.Delivery.Kind == kind).Sum(stored => stored.Delivery.Attempts.Count(attempt => attempt.At > since));
}
