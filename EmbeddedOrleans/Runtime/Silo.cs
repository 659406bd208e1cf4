using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace EmbeddedOrleans.Runtime;

/// <summary>The node: which grains are active, and when it takes calls.</summary>
internal sealed class Silo : IDisposable
{
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<GrainId, ICallTarget> _targets = new();
    private readonly GrainCollectionOptions _collection;
    private readonly long _defaultTimeout;
    private readonly long _sweepTicks;
    private volatile SiloStatus _status = SiloStatus.Created;
    private ITimer? _sweeper;
    private ITimer? _collector;
    private long _now;

    public Silo(IServiceProvider services, TimeProvider time, IOptions<SiloMessagingOptions> messaging, IOptions<GrainCollectionOptions> collection, ILoggerFactory loggers)
    {
        Services = services;
        Time = time;
        _collection = collection.Value;
        _collection.Validate();
        ResponseTimeout = messaging.Value.ResponseTimeout;
        Log = new SiloLog(loggers.CreateLogger("Orleans.Runtime.Silo"));
        Metrics = ActivatorUtilities.CreateInstance<SiloMetrics>(services, this);
        _defaultTimeout = TicksOf(ResponseTimeout);
        _sweepTicks = TicksOf(SweepPeriod);
        _now = time.GetTimestamp();
        Address = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 0), (int)(time.GetUtcNow().ToUnixTimeSeconds() & int.MaxValue));
        Catalog = new GrainCatalog(this, TimeSpan.FromTicks(_collection.CollectionAge.Ticks));
        Factory = new SiloFactory(this);
    }

    public IServiceProvider Services { get; }

    public TimeProvider Time { get; }

    public SiloAddress Address { get; }

    public GrainCatalog Catalog { get; }

    public SiloFactory Factory { get; }

    public SiloLog Log { get; }

    public SiloMetrics Metrics { get; }

    public TimeSpan ResponseTimeout { get; }

    public TimeSpan ActivationTimeout => _collection.ActivationTimeout;

    public TimeSpan DeactivationTimeout => _collection.DeactivationTimeout;

    public SiloStatus Status => _status;

    /// <summary>The time stamp of the last sweep: cheap to read, at most a sweep period old.</summary>
    public long Now => Volatile.Read(ref _now);

    public IIncomingGrainCallFilter[] IncomingFilters { get; private set; } = [];

    public IncomingFilters? SharedIncomingFilters { get; private set; }

    public IOutgoingGrainCallFilter[] OutgoingFilters { get; private set; } = [];

    public IEnumerable<Activation> Activations => _targets.SelectMany(static target => target.Value.Activations);

    public long TicksOf(TimeSpan span) => (long)Math.Min(span.TotalSeconds * Time.TimestampFrequency, long.MaxValue / 4);

    public long DeadlineOf(TimeSpan? timeout) => Now + _sweepTicks + (timeout is { } own ? TicksOf(own) : _defaultTimeout);

    public bool Accepts(Activation? source) => _status == SiloStatus.Active || (_status == SiloStatus.ShuttingDown && source is not null);

    public OrleansMessageRejectionException Refusal() => new(_status < SiloStatus.Active ? "The node has not started yet." : "The node is stopping.");

    /// <summary>Where calls through a reference go; null if the one called is gone for good.</summary>
    public ICallTarget? Locate(GrainReference reference)
    {
        if (reference.Shared.Class is { } grainClass) return Locate(grainClass, reference.GrainId);
        return _targets.GetValueOrDefault(reference.GrainId);
    }

    /// <summary>Gives a grain work of the runtime's own; false once the node stops.</summary>
    public bool Deliver(ActivationWork work, GrainClass grainClass, GrainId grainId)
    {
        while (_status == SiloStatus.Active)
            if (Locate(grainClass, grainId).TryEnqueue(work)) return true;
        return false;
    }

    public void Add(GrainId id, ICallTarget target) => _targets[id] = target;

    public void Remove(GrainId id) => _targets.TryRemove(id, out _);

    public ICallTarget? Find(GrainId id) => _targets.GetValueOrDefault(id);

    public void Start()
    {
        IncomingFilters = [.. Services.GetServices<IIncomingGrainCallFilter>()];
        if (IncomingFilters.Length != 0) SharedIncomingFilters = new IncomingFilters(IncomingFilters);
        OutgoingFilters = [.. Services.GetServices<IOutgoingGrainCallFilter>()];
        Volatile.Write(ref _now, Time.GetTimestamp());
        _sweeper = Flow.Without(static silo => silo.Time.CreateTimer(static state => ((Silo)state!).Sweep(), silo, SweepPeriod, SweepPeriod), this);
        _collector = Flow.Without(static silo => silo.Time.CreateTimer(static state => ((Silo)state!).Collect(null), silo, silo._collection.CollectionQuantum, silo._collection.CollectionQuantum), this);
        _status = SiloStatus.Active;
    }

    /// <summary>Ends every activation that has no exemption and was idle for this long; null for the limit of its class.</summary>
    public void Collect(TimeSpan? age)
    {
        var now = Time.GetTimestamp();
        foreach (var activation in Activations) activation.Collect(now, age is { } limit ? TicksOf(limit) : null);
    }

    /// <summary>Takes no calls from outside any more and ends the activations, as far as the time given allows.</summary>
    public async Task Stop(TimeSpan limit, CancellationToken cancellationToken)
    {
        _status = SiloStatus.ShuttingDown;
        if (!cancellationToken.IsCancellationRequested)
        {
            using var timeout = new CancellationTokenSource(limit, Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            await Drain(either.Token);
        }

        Abort();
    }

    /// <summary>Stops at once: nothing is deactivated and every caller is told.</summary>
    public void Abort()
    {
        if (_status == SiloStatus.Dead) return;
        _status = SiloStatus.Dead;
        _sweeper?.Dispose();
        _collector?.Dispose();
        foreach (var activation in Activations) activation.Abandon();
        foreach (var target in _targets.Values) target.Sweep(long.MaxValue);
        _targets.Clear();
    }

    public void Dispose() => Abort();

    private async Task Drain(CancellationToken cancellationToken)
    {
        try
        {
            // A grain may call others while it ends, which may activate them.
            while (Activations.ToArray() is { Length: > 0 } activations)
            {
                foreach (var activation in activations) activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The process is stopping."), cancellationToken);
                await Task.WhenAll(activations.Select(activation => activation.Deactivated)).WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            Log.StoppedEarly(Activations.Count());
        }
    }

    private ICallTarget Locate(GrainClass grainClass, GrainId grainId)
    {
        if (_targets.TryGetValue(grainId, out var target)) return target;
        return _targets.GetOrAdd(grainId, grainClass.MaxWorkers is { } workers
            ? new StatelessWorkers(this, grainClass, grainId, workers)
            : new Activation(this, grainClass, grainId, Remove));
    }

    private void Remove(Activation activation) => _targets.TryRemove(KeyValuePair.Create<GrainId, ICallTarget>(activation.GrainId, activation));

    private void Sweep()
    {
        var now = Time.GetTimestamp();
        Volatile.Write(ref _now, now);
        foreach (var (_, target) in _targets) target.Sweep(now);
    }
}
