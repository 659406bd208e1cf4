using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.DryRuns;

/// <summary>Counts what a dry run finds.</summary>
internal sealed class DryRunTally
{
    private readonly List<DryRunAlert> alerts = [];
    private readonly Dictionary<string, long> open = new(StringComparer.Ordinal);
    private readonly List<double> lengths = [];
    private readonly List<RuleSeries> series = [];
    private int fired;
    private long bars;

    public int BreakerTrips { get; set; }

    public void Add(List<AlertTransition> transitions, int points)
    {
        bars += points;
        foreach (var transition in transitions)
        {
            if (transition.State == AlertState.Firing)
            {
                fired++;
                open[transition.Id] = transition.CloseTime;
            }
            else if (transition.Resolves is { } ended && open.Remove(ended, out var since))
            {
                lengths.Add(transition.CloseTime - since);
            }

            if (alerts.Count < DryRunResult.MaxAlerts)
            {
                alerts.Add(Of(transition));
            }
        }
    }

    public void Add(RuleSeries one)
    {
        if (!one.Times.IsEmpty)
        {
            series.Add(one);
        }
    }

    public DryRunResult Result() => new(fired, Median(), bars, BreakerTrips, [.. alerts.OrderBy(alert => alert.CloseTime)], [.. series]);

    public static DryRunTarget KeyOf(RuleTarget target) => new(target.Pair, target.Symbol?.ToString());

    private static DryRunAlert Of(AlertTransition transition) => new(
        transition.Id, KeyOf(transition.Target), transition.TargetName, transition.State, transition.Resolves,
        transition.BarTime, transition.CloseTime, transition.Message, transition.Values);

    private double? Median()
    {
        if (lengths.Count == 0)
        {
            return null;
        }

        lengths.Sort();
        var middle = lengths.Count / 2;
        return lengths.Count % 2 == 1 ? lengths[middle] : (lengths[middle - 1] + lengths[middle]) / 2;
    }
}
