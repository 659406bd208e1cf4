using Orleans;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>A delivery with what it carries.</summary>
/// <param name="Transition">Null for a test, and once it is delivered.</param>
/// <param name="FiredAt">When the inbox took it, Unix ms.</param>
[GenerateSerializer, Immutable, Alias("StoredDelivery")]
internal sealed record StoredDelivery(
    [property: Id(0)] Delivery Delivery,
    [property: Id(1)] AlertTransition? Transition,
    [property: Id(2)] long FiredAt);
