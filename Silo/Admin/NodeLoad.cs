using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using QuantPlatform.Contracts.Admin;

namespace QuantPlatform.Silo.Admin;

/// <summary>Counts the calls that this node's grains take, and reads the runtime's own meter. Rates are over the last <see cref="Period"/> or two.</summary>
internal sealed class NodeLoad : IDisposable
{
    private const string WaitingGauge = "orleans-scheduler-work-items-waiting";
    private const string LongestGauge = WaitingGauge + "-max";
    private const string ByTypeGauge = WaitingGauge + "-by-type";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Type, Count> byType = [];
    private readonly Lock reading = new();
    private readonly Dictionary<string, long> gauges = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> waitingByClass = new(StringComparer.Ordinal);
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
            if (instrument.Meter.Name == "Microsoft.Orleans" && instrument.Name.StartsWith(WaitingGauge, StringComparison.Ordinal))
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
        timer = time.CreateTimer(_ => Sample(), null, Period, Period);
    }

    public long StartedAt { get; }

    /// <summary>The calls that wait for a turn now.</summary>
    public NodeQueues Queues()
    {
        lock (reading)
        {
            gauges.Clear();
            waitingByClass.Clear();
            listener.RecordObservableInstruments();
            return new NodeQueues(Gauge(WaitingGauge), Gauge(LongestGauge), gauges.ContainsKey(ByTypeGauge) ? waitingByClass.ToImmutableDictionary(StringComparer.Ordinal) : null);
        }
    }

    /// <summary>A call to a grain of that class begins.</summary>
    public Count Of(Type grainClass) => byType.GetOrAdd(grainClass, static type => new Count(type.FullName!));

    /// <summary>Calls by type, the busiest first.</summary>
    /// <param name="queues">What waits at the same moment.</param>
    public ImmutableArray<GrainCalls> Calls(NodeQueues queues) =>
        [.. byType.Values.Select(count => count.Report(queues)).OrderByDescending(calls => calls.PerSecond).ThenByDescending(calls => calls.Total)];

    public void Dispose()
    {
        timer.Dispose();
        listener.Dispose();
    }

    private long? Gauge(string name) => gauges.TryGetValue(name, out var value) ? value : null;

    /// <summary>Called by the listener while <see cref="Queues"/> reads.</summary>
    private void Take(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        gauges[instrument.Name] = value;
        foreach (var (name, content) in tags)
        {
            if (name == "class" && content is string grainClass) waitingByClass[grainClass] = value;
        }
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

        public GrainCalls Report(NodeQueues queues)
        {
            // Read in this order, so that what runs is never negative.
            var done = Interlocked.Read(ref ended);
            var all = Interlocked.Read(ref begun);
            return new GrainCalls(type, all, Volatile.Read(ref rate), all - done, queues.Of(type));
        }
    }
}

/// <summary>Calls that wait for a turn; null where the runtime does not say.</summary>
/// <param name="Waiting">At all activations.</param>
/// <param name="Longest">At the busiest activation.</param>
/// <param name="ByClass">By the full name of the grain class, of the classes that have activations.</param>
internal sealed record NodeQueues(long? Waiting, long? Longest, ImmutableDictionary<string, long>? ByClass)
{
    /// <summary>What waits at all activations of a class.</summary>
    public long? Of(string grainClass) => ByClass?.GetValueOrDefault(grainClass);
}
