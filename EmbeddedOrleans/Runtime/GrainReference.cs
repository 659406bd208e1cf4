using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using EmbeddedOrleans.Generation;
using EmbeddedOrleans.Runtime;

namespace Orleans.Runtime;

/// <summary>A reference to a grain or an observer. The generator writes one subclass an interface.</summary>
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private ICallTarget? _target;

    /// <summary>Called by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected GrainReference(GrainReferenceShared shared, IdSpan key)
    {
        ArgumentNullException.ThrowIfNull(shared);
        Shared = shared;
        GrainId = new GrainId(shared.GrainType, key);
    }

    /// <summary>The identity of the grain.</summary>
    public GrainId GrainId { get; }

    internal GrainReferenceShared Shared { get; }

    internal Silo Silo => Shared.Silo;

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <summary>The identity in words.</summary>
    public override string ToString() => $"GrainReference:{GrainId}";

    internal void Send(GrainRequest request)
    {
        if (!Silo.Accepts(request.Source))
        {
            request.Reject(Silo.Refusal());
            return;
        }

        var target = _target;
        while (target is null || !target.TryEnqueue(request))
        {
            target = Silo.Locate(this);
            if (target is null)
            {
                request.Reject(new OrleansMessageRejectionException($"{GrainId} is gone."));
                return;
            }

            _target = target;
        }
    }
}

/// <summary>What the references to grains of one class through one interface share.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GrainReferenceShared
{
    internal GrainReferenceShared(Silo silo, GrainType grainType, GrainClass? grainClass)
    {
        Silo = silo;
        GrainType = grainType;
        Class = grainClass;
    }

    internal Silo Silo { get; }

    internal GrainType GrainType { get; }

    internal GrainClass? Class { get; }
}
