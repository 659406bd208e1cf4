using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using QuantPlatform.Contracts.Admin;

namespace QuantPlatform.Silo.Admin;

/// <summary>Counts the calls that this node's grains take, and reads the runtime's own meter. Rates are over the last <see cref="Period"/> or two.</summary>
internal sealed class NodeLoad : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Type, Count> byType = [];
    private readonly ConcurrentDictionary<string, long> gauges = new(StringComparer.Ordinal);
    private readonly TimeProvider time;
    private readonly MeterListener listener = new();
    private readonly ITimer timer;
    private long sampledAt;

    public NodeLoad(TimeProvider time)
    {
        this.time = time;
        StartedAt = time.GetUtcNow().ToUnixTimeMilliseconds();
        sampledAt = time.GetTimestamp();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == "Microsoft.Orleans" && instrument.Name.StartsWith("orleans-scheduler-work-items-waiting", StringComparison.Ordinal))
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => gauges[instrument.Name] = value);
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => gauges[instrument.Name] = value);
        listener.Start();
        timer = time.CreateTimer(_ => Sample(), null, Period, Period);
    }

    public long StartedAt { get; }

    /// <summary>Calls that wait for a turn; null where the runtime does not say.</summary>
    public long? Waiting => Gauge("orleans-scheduler-work-items-waiting");

    /// <summary>Calls that wait at the busiest activation; null where the runtime does not say.</summary>
    public long? LongestQueue => Gauge("orleans-scheduler-work-items-waiting-max");

    /// <summary>A call to a grain of that class begins.</summary>
    public Count Of(Type grainClass) => byType.GetOrAdd(grainClass, static type => new Count(type.FullName!));

    /// <summary>Calls by type, the busiest first.</summary>
    public ImmutableArray<GrainCalls> Calls() =>
        [.. byType.Values.Select(count => count.Report()).OrderByDescending(calls => calls.PerSecond).ThenByDescending(calls => calls.Total)];

    public void Dispose()
    {
        timer.Dispose();
        listener.Dispose();
    }

    private long? Gauge(string name)
    {
        listener.RecordObservableInstruments();
        return gauges.TryGetValue(name, out var value) ? value : null;
    }

    private void Sample()
    {
        var now = time.GetTimestamp();
        var elapsed = time.GetElapsedTime(sampledAt, now).TotalSeconds;
        sampledAt = now;
        foreach (var count in byType.Values)
        {
            count.Sample(elapsed);
        }
    }

    /// <summary>The calls of one grain class.</summary>
    internal sealed class Count(string type)
    {
        private long begun, ended, sampled;
        private double rate;

        public void Begin() => Interlocked.Increment(ref begun);

        public void End() => Interlocked.Increment(ref ended);

        public void Sample(double seconds)
        {
            var now = Interlocked.Read(ref begun);
            Volatile.Write(ref rate, seconds > 0 ? (now - sampled) / seconds : 0);
            sampled = now;
        }

        public GrainCalls Report()
        {
            // Read in this order, so that what runs is never negative.
            var done = Interlocked.Read(ref ended);
            var all = Interlocked.Read(ref begun);
            return new GrainCalls(type, all, Volatile.Read(ref rate), all - done);
        }
    }
}
