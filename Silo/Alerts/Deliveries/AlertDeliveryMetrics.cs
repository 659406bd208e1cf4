using System.Diagnostics.Metrics;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>Counts what is sent. Meter <c>QuantPlatform.Alerts.Deliveries</c>.</summary>
internal sealed class AlertDeliveryMetrics
{
    public const string MeterName = "QuantPlatform.Alerts.Deliveries";

    private readonly Counter<long> tries, dead, unrecorded;
    private readonly Histogram<double> duration;
    private readonly Meter meter;

    public AlertDeliveryMetrics(IMeterFactory factory)
    {
        meter = factory.Create(MeterName);
        tries = meter.CreateCounter<long>("alert.delivery.tries", "{try}", "Tries, by kind and verdict");
        dead = meter.CreateCounter<long>("alert.delivery.dead", "{delivery}", "Deliveries given up, by kind");
        unrecorded = meter.CreateCounter<long>("alert.delivery.unrecorded", "{try}", "Times a try could not be recorded and was reported again");
        duration = meter.CreateHistogram<double>("alert.delivery.duration", "ms", "Time of a try, by kind");
    }

    public void Watch(Func<int> waiting, Func<int> running)
    {
        meter.CreateObservableGauge("alert.delivery.waiting", waiting, "{delivery}", "Deliveries waiting on this node");
        meter.CreateObservableGauge("alert.delivery.running", running, "{delivery}", "Deliveries being sent by this node");
    }

    public void Tried(ContactPointKind kind, DeliveryVerdict verdict, double ms)
    {
        tries.Add(1, Tag("kind", kind), Tag("verdict", verdict));
        duration.Record(ms, Tag("kind", kind));
    }

    public void Dead(ContactPointKind kind) => dead.Add(1, Tag("kind", kind));

    public void Unrecorded() => unrecorded.Add(1);

    private static KeyValuePair<string, object?> Tag<T>(string name, T value)
        where T : struct, Enum => new(name, value.ToString());
}
