using System.Collections.Immutable;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Alerts.Deliveries;

namespace QuantPlatform.Tests.Silo.Alerts.Deliveries;

/// <summary>What a rule might have decided.</summary>
internal static class DeliverySamples
{
    public static AlertTransition Fired(string id, params string[] contactPoints) => new(
        id, "r1", "z is far out", RuleTarget.OfPair("p1"), "ETH/BTC", Venues.Binance, Interval.OneMinute, AlertState.Firing, null, AlertSeverity.Critical, 1_767_323_040_000, 1_767_323_100_000,
        ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("z", (double?)2.5), KeyValuePair.Create("halfLife", (double?)null)]),
        "z is 2.5", Late: false, Suppressed: null, [.. contactPoints], IsRepeat: false);

    public static StoredContactPoint Point(string id, ContactPointKind kind = ContactPointKind.Webhook, bool enabled = true) => new(
        new ContactPoint(id, 1, new ContactPointSettings
        {
            Name = id,
            Kind = kind,
            Url = kind == ContactPointKind.Webhook ? "https://example.org/" : null,
            Email = kind == ContactPointKind.Email ? "ann@example.org" : null,
            Enabled = enabled,
        }, null)
        { Confirmation = kind == ContactPointKind.Email ? ContactPointConfirmation.Confirmed : null },
        kind == ContactPointKind.Webhook ? Senders.Secret : null);

    public static ContactPointBook Book(params StoredContactPoint[] points) => new() { Points = [.. points] };
}
