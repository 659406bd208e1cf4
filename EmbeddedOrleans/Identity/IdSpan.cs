using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A name inside an identity; compares ordinally.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    private readonly string? _value;

    private IdSpan(string value) => _value = value;

    /// <summary>True for the default value, which names nothing.</summary>
    public bool IsDefault => _value is null;

    /// <summary>Wraps a name.</summary>
    public static IdSpan Create(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new IdSpan(id);
    }

    /// <inheritdoc/>
    public bool Equals(IdSpan other) => string.Equals(_value, other._value);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is IdSpan other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : _value.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(IdSpan other) => string.CompareOrdinal(_value, other._value);

    /// <summary>The name; empty for the default value.</summary>
    public override string ToString() => _value ?? "";

    /// <summary>Ordinal equality.</summary>
    public static bool operator ==(IdSpan a, IdSpan b) => a.Equals(b);

    /// <summary>Ordinal inequality.</summary>
    public static bool operator !=(IdSpan a, IdSpan b) => !a.Equals(b);
}
