using Orleans;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>A contact point with what only its sender may know.</summary>
/// <param name="Secret">Signs webhooks; null for other kinds.</param>
[GenerateSerializer, Immutable, Alias("StoredContactPoint")]
internal sealed record StoredContactPoint([property: Id(0)] ContactPoint Point, [property: Id(1)] string? Secret)
{
    /// <summary>Of the link in the last mail that asks; null: no link is open.</summary>
    [Id(2)] public string? Nonce { get; init; }

    /// <summary>Whether something may be delivered to it.</summary>
    public bool IsOpen => Point.Settings.Enabled && Point.DisabledReason is null && !AwaitsConfirmation;

    /// <summary>A mail address whose receiver has not agreed. One stored before anybody was asked has no confirmation either.</summary>
    public bool AwaitsConfirmation => Point.Settings.Kind == ContactPointKind.Email && Point.Confirmation != ContactPointConfirmation.Confirmed;

    /// <summary>As its user sees it.</summary>
    public ContactPoint Shown() => Point.Settings.Kind == ContactPointKind.Email ? Point with { Confirmation = Point.Confirmation ?? ContactPointConfirmation.Pending } : Point;

    /// <summary>Why nothing may be delivered to it, for what was owed to it.</summary>
    public string Closed() => AwaitsConfirmation && Point.Settings.Enabled ? "its mail address is not confirmed" : "its contact point was disabled";

    /// <summary>Without the secret, so that no log shows it.</summary>
    public override string ToString() => $"{nameof(StoredContactPoint)} {Point.Id}";
}
