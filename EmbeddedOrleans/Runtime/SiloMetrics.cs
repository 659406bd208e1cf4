using System.Diagnostics.Metrics;

namespace EmbeddedOrleans.Runtime;

/// <summary>The meter <c>Microsoft.Orleans</c>.</summary>
internal sealed class SiloMetrics
{
    private readonly Counter<long> _created;
    private readonly Counter<long> _destroyed;
    private readonly Counter<long> _timeouts;
    private long _endedBefore;

    public SiloMetrics(Silo silo, IMeterFactory meters)
    {
        var meter = meters.Create("Microsoft.Orleans");
        _created = meter.CreateCounter<long>("orleans-catalog-activation-created", description: "Activations that have begun.");
        _destroyed = meter.CreateCounter<long>("orleans-catalog-activation-destroyed", description: "Activations that have ended.");
        _timeouts = meter.CreateCounter<long>("orleans-app-requests-timedout", description: "Calls whose response did not arrive in time.");
        meter.CreateObservableGauge("orleans-catalog-activations", () => silo.Activations.Count(), description: "Activations.");
        meter.CreateObservableGauge("orleans-grains", () => silo.Activations.CountBy(static activation => activation.Class.GrainType).Select(static count => new Measurement<int>(count.Value, new KeyValuePair<string, object?>("type", count.Key.ToString()))), description: "Activations by type.");
        meter.CreateObservableGauge("orleans-scheduler-work-items-waiting", () => silo.Activations.Sum(static activation => activation.WaitingCount), description: "Calls that wait for a turn, of all activations.");
        meter.CreateObservableGauge("orleans-scheduler-work-items-waiting-max", () => silo.Activations.Select(static activation => activation.WaitingCount).DefaultIfEmpty().Max(), description: "Calls that wait for a turn, of the activation with the longest queue.");
        meter.CreateObservableGauge("orleans-scheduler-work-items-waiting-by-type", () => WaitingByType(silo), description: "Calls that wait for a turn, by type of grain.");
        meter.CreateObservableCounter("orleans-app-requests", () => Interlocked.Read(ref _endedBefore) + silo.Activations.Sum(static activation => activation.EndedCount), description: "Calls, timer ticks and stream deliveries that have ended.");
    }

    public void CountCreated() => _created.Add(1);

    public void CountDestroyed(long ended)
    {
        _destroyed.Add(1);
        Interlocked.Add(ref _endedBefore, ended);
    }

    public void CountTimeout() => _timeouts.Add(1);

    private static IEnumerable<Measurement<int>> WaitingByType(Silo silo) =>
        silo.Activations.GroupBy(static activation => activation.Class).Select(static group => new Measurement<int>(
            group.Sum(static activation => activation.WaitingCount),
            new KeyValuePair<string, object?>("type", group.Key.GrainType.ToString()), new KeyValuePair<string, object?>("class", group.Key.Type.FullName)));
}
