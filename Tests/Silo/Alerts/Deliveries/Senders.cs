using System.Net;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Silo.Alerts.Deliveries;

namespace QuantPlatform.Tests.Silo.Alerts.Deliveries;

/// <summary>Makes senders and jobs of tests.</summary>
internal static class Senders
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static AddressGuard Guard(string permitted = "") => new(Options.Create(new DeliveryOptions { AllowedPrivateTargets = permitted }));

    public static WebhookSender Webhook(string permitted = "127.0.0.1/32", IHostResolver? resolver = null) =>
        new(new GuardedConnections(Guard(permitted), resolver ?? new SystemResolver()), TimeProvider.System);

    public static DeliveryJob Job(string url, string id = "a1", string user = "ann", string point = "p1") => new(
        user,
        new StoredDelivery(new Delivery { Id = "d" + id, AlertId = id, MessageId = id, ContactPointId = point, Kind = ContactPointKind.Webhook, CreatedAt = 1 }, DeliverySamples.Fired(id, point), 1),
        new StoredContactPoint(new ContactPoint(point, 1, new ContactPointSettings { Name = point, Kind = ContactPointKind.Webhook, Url = url }, null), Secret));
}

/// <summary>Answers what a test says, one answer after the other; the last one stays.</summary>
internal sealed class ScriptedResolver(params string[][] answers) : IHostResolver
{
    public int Asked { get; private set; }

    public Task<IReadOnlyList<IPAddress>> Resolve(string host, CancellationToken cancellationToken)
    {
        var answer = answers[Math.Min(Asked, answers.Length - 1)];
        Asked++;
        return Task.FromResult<IReadOnlyList<IPAddress>>([.. answer.Select(IPAddress.Parse)]);
    }
}
