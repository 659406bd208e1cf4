using Orleans;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>A contact point with what only its sender may know.</summary>
/// <param name="Secret">Signs webhooks; null for other kinds.</param>
[GenerateSerializer, Immutable, Alias("StoredContactPoint")]
internal sealed record StoredContactPoint([property: Id(0)] ContactPoint Point, [property: Id(1)] string? Secret)
{
    /// <summary>Whether something may be delivered to it.</summary>
    public bool IsOpen => Point.Settings.Enabled && Point.DisabledReason is null;

    /// <summary>Without the secret, so that no log shows it.</summary>
    public override string ToString() => $"{nameof(StoredContactPoint)} {Point.Id}";
}
