using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Workspaces;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>One user's contact points. Settings are checked by <see cref="ContactPointRules"/> before they come here.</summary>
[GenerateSerializer, Alias("ContactPointBook")]
internal sealed partial record ContactPointBook
{
    [Id(0)] public ImmutableArray<StoredContactPoint> Points { get; init; } = [];

    /// <summary>As users see them, the in-app one first.</summary>
    public ImmutableArray<ContactPoint> All => [ContactPoint.InApp, .. Points.Select(stored => stored.Shown())];

    public StoredContactPoint? Find(string id) => Points.FirstOrDefault(stored => stored.Point.Id == id);

    public Outcome<ContactPointBook> With(StoredContactPoint point, long quota)
    {
        if (Points.Length >= quota)
        {
            return Outcome.Refused<ContactPointBook>(Quotas.Exceeded(QuotaNames.ContactPoints, Points.Length, quota));
        }

        return NameTaken(point.Point) ?? AddressRefused(point.Point) ?? Outcome.Of(this with { Points = Points.Add(point) });
    }

    /// <summary>Replaces the settings of one; its kind stays. Another mail address has to be confirmed, unless it is the user's own.</summary>
    public Outcome<ContactPointBook> WithChanged(string id, ContactPointSettings settings, string? ownAddress)
    {
        if (Own(id) is { Value: null } refused)
        {
            return Outcome.Refused<ContactPointBook>(refused.Refusals);
        }

        var stored = Find(id)!;
        if (settings.Kind != stored.Point.Settings.Kind)
        {
            return Outcome.Refused<ContactPointBook>(RefusalCodes.Unprocessable, "kind", "does not change", "Make another contact point instead.");
        }

        var changed = stored.Point with { Settings = settings, DisabledReason = settings.Enabled ? null : stored.Point.DisabledReason };
        var moves = !IsSame(settings.Email, stored.Point.Settings.Email);
        var next = moves
            ? stored with { Point = changed with { Confirmation = ConfirmationOf(settings, ownAddress), AskedAt = null }, Nonce = null }
            : stored with { Point = changed };
        return NameTaken(changed) ?? (moves ? AddressRefused(next.Point) : null) ?? Outcome.Of(this with { Points = Points.Replace(stored, next) });
    }

    public Outcome<ContactPointBook> WithSecret(string id, string secret)
    {
        if (Own(id) is { Value: null } refused)
        {
            return Outcome.Refused<ContactPointBook>(refused.Refusals);
        }

        var stored = Find(id)!;
        return stored.Secret is null
            ? Outcome.Refused<ContactPointBook>(RefusalCodes.Unprocessable, "kind", "webhook", "Only webhooks have a secret.")
            : Outcome.Of(this with { Points = Points.Replace(stored, stored with { Secret = secret }) });
    }

    public ContactPointBook Without(string id) => this with { Points = Points.RemoveAll(stored => stored.Point.Id == id) };

    /// <summary>Disables one because its receiver wants no more.</summary>
    public ContactPointBook Disabled(string id, string reason) => Find(id) is { } stored
        ? this with { Points = Points.Replace(stored, stored with { Point = stored.Point with { DisabledReason = reason, Settings = stored.Point.Settings with { Enabled = false } } }) }
        : this;

    /// <summary>A contact point that its user may change: the in-app one is nobody's.</summary>
    public Outcome<StoredContactPoint> Own(string id) =>
        id == ContactPoint.InAppId ? Outcome.Refused<StoredContactPoint>(RefusalCodes.Unprocessable, "id", "not the in-app contact point", "The in-app contact point is always there as it is.")
        : Find(id) is { } stored ? Outcome.Of(stored)
        : Outcome.Refused<StoredContactPoint>(RefusalCodes.NotFound, "id", "must exist", "There is no such contact point.");

    private Outcome<ContactPointBook>? NameTaken(ContactPoint point) =>
        All.Any(other => other.Id != point.Id && string.Equals(other.Settings.Name, point.Settings.Name, StringComparison.OrdinalIgnoreCase))
            ? Outcome.Refused<ContactPointBook>(RefusalCodes.Conflict, "name", "unique", $"You have a contact point named '{point.Settings.Name}' already.")
            : null;
}
