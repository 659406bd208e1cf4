namespace QuantPlatform.Silo.Alerts.Inbox;

/// <summary>Why an alert is recorded but not delivered, as <c>AlertRecord.NotNotified</c> says it.</summary>
internal static class NotNotified
{
    public const string Cooldown = "cooldown";
    public const string Snoozed = "snoozed";
    public const string Silenced = "silenced";
    public const string Late = "late";
    public const string Demo = "demo";

    /// <summary>The end of an alert that was not delivered itself.</summary>
    public const string NotFired = "its alert was not notified";
}
