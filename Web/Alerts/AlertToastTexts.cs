using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Web.Alerts;

/// <summary>English texts of alerts that pop up.</summary>
internal static class AlertToastTexts
{
    public static string Of(AlertTransition alert) => $"{alert.RuleName}: {alert.TargetName} {State(alert.State)}. {alert.Message}";

    private static string State(AlertState state) => state switch
    {
        AlertState.Firing => "fires",
        AlertState.Resolved => "is resolved",
        AlertState.NoData => "has no data",
        _ => "cannot be evaluated",
    };
}
