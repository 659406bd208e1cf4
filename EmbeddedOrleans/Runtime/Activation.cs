using Orleans;
using Orleans.Runtime;

namespace EmbeddedOrleans.Runtime;

/// <summary>One instance of a grain class and everything that waits for its turn.</summary>
internal sealed partial class Activation : IGrainContext, ICallTarget
{
    [ThreadStatic]
    private static Activation? s_current;

    private readonly Lock _gate = new();
    private readonly ActivationScheduler _scheduler;
    private readonly Action<Activation> _removeFromDirectory;
    private GrainReference? _reference;

    public Activation(Silo silo, GrainClass grainClass, GrainId grainId, Action<Activation> removeFromDirectory)
    {
        Silo = silo;
        Class = grainClass;
        GrainId = grainId;
        _removeFromDirectory = removeFromDirectory;
        _scheduler = new ActivationScheduler(this);
        _lastUsed = silo.Now;
    }

    /// <summary>The activation whose turn the current thread runs.</summary>
    public static Activation? Current => s_current;

    public Silo Silo { get; }

    public GrainClass Class { get; }

    public GrainId GrainId { get; }

    IEnumerable<Activation> ICallTarget.Activations => [this];

    public GrainReference GrainReference => _reference ??= Silo.Factory.Reference(Class, GrainId);

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => _scope.ServiceProvider;

    public IncomingFilters? Filters { get; private set; }

    /// <summary>The streams it listens to; null while there are none.</summary>
    public StreamAttachments? Streams { get; set; }

    public static Activation? CurrentOf(Silo silo)
    {
        var current = s_current;
        return current is not null && ReferenceEquals(current.Silo, silo) ? current : null;
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => GrainId.ToString();

    /// <summary>Runs an action in a turn of its own, between other turns, with no context.</summary>
    public void Post(Action<object?> action, object? state)
    {
        Flow.Without(static args => new Task(args.action, args.state), (action, state)).Start(_scheduler);
    }
}
