namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>How much one user may send. What is above waits; it is not lost.</summary>
internal sealed record DeliveryLimits(int WebhooksPerMinute, int EmailsPerHour);
