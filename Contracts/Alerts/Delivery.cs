using System.Collections.Immutable;
using Orleans;

namespace QuantPlatform.Contracts.Alerts;

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>Not tried yet.</summary>
    Pending,

    /// <summary>Failed at least once; tried again at <see cref="Delivery.NextAt"/>.</summary>
    Retrying,

    /// <summary>Taken by the receiver.</summary>
    Delivered,

    /// <summary>Given up: a dead letter. It can be sent again by hand.</summary>
    Dead,
}

/// <summary>One try of a delivery.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="At">When it began, Unix ms.</param>
/// <param name="Status">HTTP status of the answer; null when there was none, and for mail.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
[GenerateSerializer, Immutable, Alias("DeliveryAttempt")]
public sealed record DeliveryAttempt(
    [property: Id(0)] int Number,
    [property: Id(1)] long At,
    [property: Id(2)] int? Status,
    [property: Id(3)] int DurationMs,
    [property: Id(4)] string? Error);

/// <summary>One alert on its way to one contact point.</summary>
[GenerateSerializer, Immutable, Alias("Delivery")]
public sealed record Delivery
{
    /// <summary>The same for the same message and contact point.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The alert; null for a test.</summary>
    [Id(1)] public string? AlertId { get; init; }

    [Id(2)] public required string ContactPointId { get; init; }

    [Id(3)] public required ContactPointKind Kind { get; init; }

    [Id(4)] public DeliveryState State { get; init; }

    /// <summary>The newest tries, oldest first.</summary>
    [Id(5)] public ImmutableArray<DeliveryAttempt> Attempts { get; init; } = [];

    /// <summary>When it is tried next, Unix ms; null when it is not.</summary>
    [Id(6)] public long? NextAt { get; init; }

    /// <summary>When it was written to the outbox, Unix ms.</summary>
    [Id(7)] public required long CreatedAt { get; init; }

    /// <summary>Why it was given up without a try; null otherwise.</summary>
    [Id(8)] public string? DroppedBecause { get; init; }

    /// <summary>Tries since it was written or sent again by hand: the schedule counts from here.</summary>
    [Id(9)] public int Tries { get; init; }

    /// <summary>The message's id, the same for every try and every contact point: that of what the rule decided, hence the alert's unless it repeats one; a test has its own.</summary>
    [Id(10)] public required string MessageId { get; init; }

    /// <summary>The last try, or null.</summary>
    public DeliveryAttempt? Last => Attempts.IsEmpty ? null : Attempts[^1];

    /// <summary>Why it failed last; null when it did not.</summary>
    public string? Error => DroppedBecause ?? Last?.Error;
}
