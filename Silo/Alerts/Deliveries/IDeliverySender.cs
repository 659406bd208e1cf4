using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>Sends messages to one kind of contact point.</summary>
internal interface IDeliverySender
{
    ContactPointKind Kind { get; }

    /// <summary>How long a try may take in all.</summary>
    TimeSpan Timeout { get; }

    /// <summary>Why this node cannot send this kind, one sentence; null when it can.</summary>
    string? Unavailable { get; }

    /// <summary>One try. Expected failures are results; it ends soon after <paramref name="cancellationToken"/> does.</summary>
    Task<SendResult> Send(DeliveryJob job, CancellationToken cancellationToken);
}
