using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>What came of a try, before it is measured and recorded.</summary>
/// <param name="Status">HTTP status; null without an answer.</param>
/// <param name="Error">Null when it was delivered.</param>
internal sealed record SendResult(DeliveryVerdict Verdict, int? Status, string? Error)
{
    public static SendResult Delivered(int? status) => new(DeliveryVerdict.Delivered, status, null);

    public static SendResult Failed(string error, int? status = null) => new(DeliveryVerdict.Failed, status, error);

    public static SendResult Held(string error) => new(DeliveryVerdict.Held, null, error);

    public static SendResult Refused(string error) => new(DeliveryVerdict.Refused, null, error);
}
