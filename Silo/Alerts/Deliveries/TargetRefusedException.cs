namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>No connection may be made to where a webhook's host resolves to.</summary>
internal sealed class TargetRefusedException(string reason) : Exception(reason);
