using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Orleans.Runtime;

/// <summary>Which run of which node: an end point and a generation. A node that does not cluster listens on nothing; its address only names it.</summary>
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>
{
    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
    }

    /// <summary>The end point.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Distinguishes runs of the same node.</summary>
    public int Generation { get; }

    /// <summary>An address from its parts.</summary>
    public static SiloAddress New(IPEndPoint ep, int gen)
    {
        ArgumentNullException.ThrowIfNull(ep);
        return new SiloAddress(ep, gen);
    }

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] SiloAddress? other) => other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as SiloAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Endpoint, Generation);

    /// <inheritdoc/>
    public int CompareTo(SiloAddress? other)
        => other is null ? 1 : Generation != other.Generation ? Generation.CompareTo(other.Generation) : string.CompareOrdinal(Endpoint.ToString(), other.Endpoint.ToString());

    /// <summary>The address in words.</summary>
    public override string ToString() => $"S{Endpoint}:{Generation}";
}
