using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.DryRuns;

/// <summary>Counts what a dry run finds.</summary>
internal sealed class DryRunTally
{
    private const int MaxAlerts = 1_000;

    private readonly List<DryRunAlert> alerts = [];
    private readonly Dictionary<string, long> open = new(StringComparer.Ordinal);
    private readonly List<double> lengths = [];
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

            if (alerts.Count < MaxAlerts)
            {
                alerts.Add(Of(transition));
            }
        }
    }

    public DryRunResult Result() => new(fired, Median(), bars, BreakerTrips, [.. alerts.OrderBy(alert => alert.CloseTime)]);

    private static DryRunAlert Of(AlertTransition transition) => new(
        transition.Id, new DryRunTarget(transition.Target.Pair, transition.Target.Symbol?.ToString()), transition.TargetName, transition.State, transition.Resolves,
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
