using System.ComponentModel;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Alerts.Deliveries;

/// <summary>An alert on its way to a contact point.</summary>
[Example("""
    {"id":"fc35d58b59082bcde172ef00dffd844e","alertId":"b040764e44f86bb0c2238fd5b1083097","contactPointId":"6ca20e17d377426a8579b87ef15ef783",
    "messageId":"b040764e44f86bb0c2238fd5b1083097","attempt":1,"state":"pending","status":410,"durationMs":1,"error":"answered 410: the receiver wants no more",
    "at":1795778835291,"nextAt":1795778835302,"attempts":[{"attempt":1,"at":1795778835291,"status":410,"durationMs":1,"error":"answered 410: the receiver wants no more"}]}
    """)]
internal sealed record DeliveryJson(
    [property: Description("Its id.")] string Id,
    [property: Description("The alert; null for a test.")] string? AlertId,
    [property: Description("The contact point.")] string ContactPointId,
    [property: Description("The `webhook-id`, the same for every try: the alert's id, unless it repeats one that still fires.")] string MessageId,
    [property: Description("How many tries there were.")] int Attempt,
    [property: Description("pending: not tried yet; retrying: failed and tried again at `nextAt`; delivered; dead: given up, can be sent again by hand.")] DeliveryState State,
    [property: Description("HTTP status of the last answer; null when there was none.")] int? Status,
    [property: Description("Duration of the last try.")] int? DurationMs,
    [property: Description("Why it failed last; null when it did not.")] string? Error,
    [property: Description("When the last try began; before there is one, when the alert was handed over.")] long At,
    [property: Description("When it is tried next; null when it is not.")] long? NextAt,
    [property: Description("The newest tries, oldest first.")] IReadOnlyList<DeliveryAttemptJson> Attempts)
{
    public static DeliveryJson Of(Delivery delivery) => new(
        delivery.Id, delivery.AlertId, delivery.ContactPointId, delivery.MessageId, delivery.Last?.Number ?? 0, delivery.State, delivery.Last?.Status, delivery.Last?.DurationMs,
        delivery.Error, delivery.Last?.At ?? delivery.CreatedAt, delivery.NextAt,
        [.. delivery.Attempts.Select(attempt => new DeliveryAttemptJson(attempt.Number, attempt.At, attempt.Status, attempt.DurationMs, attempt.Error))]);
}

/// <summary>One try.</summary>
internal sealed record DeliveryAttemptJson(
    [property: Description("From 1 on.")] int Attempt,
    [property: Description("When it began.")] long At,
    [property: Description("HTTP status of the answer; null when there was none.")] int? Status,
    [property: Description("How long it took.")] int DurationMs,
    [property: Description("Why it failed; null when it did not.")] string? Error);
