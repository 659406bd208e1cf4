using EmbeddedOrleans.Runtime;

namespace Orleans.Runtime;

/// <summary>A reference to a grain; calls on it reach the grain wherever it is activated.</summary>
public abstract class GrainReference : IAddressable
{
    internal GrainReference(Silo silo, GrainId grainId)
    {
        Silo = silo;
        GrainId = grainId;
    }

    /// <summary>The identity of the grain.</summary>
    public GrainId GrainId { get; }

    internal Silo Silo { get; }
}
