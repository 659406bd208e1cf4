using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.Pairs;

/// <summary>An alert as the chart of its pair marks it.</summary>
/// <param name="Time">Open time of the pair's bar in which the bar of the rule ended, Unix ms.</param>
/// <param name="State">As in the API: firing, resolved, noData or error.</param>
/// <param name="Severity">info, warning or critical.</param>
/// <param name="Text">The rule's name.</param>
public sealed record PairAlertMark(long Time, string State, string Severity, string Text)
{
    /// <summary>Most alerts marked, the newest.</summary>
    public const int Most = 200;

    internal static PairAlertMark Of(AlertTransition alert, Interval interval) => new(
        interval.OpenOf(alert.BarTime + alert.Interval.Ms() - 1), ApiJson.WordOf(alert.State),
        alert.Severity.ToString().ToLowerInvariant(), alert.RuleName);
}
