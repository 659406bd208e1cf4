namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>When a failed delivery is tried again: after 5 s, 30 s, 5 min, 30 min and 2 h, then never.</summary>
internal static class RetrySchedule
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)];

    /// <summary>The pause after so many failed tries; null when that was the last.</summary>
    public static TimeSpan? After(int tries) => tries <= Pauses.Length ? Pauses[tries - 1] : null;
}
