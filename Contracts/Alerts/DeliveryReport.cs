using Orleans;

namespace QuantPlatform.Contracts.Alerts;

/// <summary>What follows from a try.</summary>
public enum DeliveryVerdict
{
    Delivered,

    /// <summary>Worth another try.</summary>
    Failed,

    /// <summary>No try can succeed: a dead letter at once.</summary>
    Refused,

    /// <summary>The receiver says it wants no more (410): a dead letter, and the contact point is disabled.</summary>
    Gone,

    /// <summary>Not tried: the receiver has had as much as it may get for now. It goes on waiting; a test ends.</summary>
    Held,
}

/// <summary>What the sender tells the owner of an outbox about one try.</summary>
/// <param name="At">When it began, Unix ms.</param>
[GenerateSerializer, Immutable, Alias("DeliveryReport")]
public sealed record DeliveryReport(
    [property: Id(0)] string DeliveryId,
    [property: Id(1)] DeliveryVerdict Verdict,
    [property: Id(2)] long At,
    [property: Id(3)] int DurationMs,
    [property: Id(4)] int? Status,
    [property: Id(5)] string? Error);
