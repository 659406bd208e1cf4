using Orleans;

namespace QuantPlatform.Contracts.Alerts;

/// <summary>One alert in a user's inbox. What happened never changes; acknowledgement and the mark of a revised bar are added to it.</summary>
/// <param name="Sequence">Rises by one with each record of the inbox: its order, and the stream's position.</param>
/// <param name="FiredAt">When the inbox took it, Unix ms.</param>
/// <param name="NotNotified">Why nothing was delivered (<c>cooldown</c>, <c>snoozed</c>, <c>silenced</c>, <c>late</c>, <c>demo</c>); null: it was handed to delivery.</param>
/// <param name="AcknowledgedBy">User id.</param>
/// <param name="RevisedBy">Revision of the bar that replaced the one it fired on; null: none did.</param>
[GenerateSerializer, Immutable, Alias("AlertRecord")]
public sealed record AlertRecord(
    [property: Id(0)] long Sequence,
    [property: Id(1)] AlertTransition Transition,
    [property: Id(2)] long FiredAt,
    [property: Id(3)] string? NotNotified,
    [property: Id(4)] long? AcknowledgedAt,
    [property: Id(5)] string? AcknowledgedBy,
    [property: Id(6)] int? RevisedBy)
{
    public string Id => Transition.Id;

    public bool Notified => NotNotified is null;
}
