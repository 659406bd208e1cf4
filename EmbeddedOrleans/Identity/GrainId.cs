using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>The identity of a grain: the name of its class and its key, written <c>type/key</c>.</summary>
public readonly struct GrainId(GrainType type, IdSpan key) : IEquatable<GrainId>, IComparable<GrainId>
{
    /// <summary>The name of the class.</summary>
    public GrainType Type { get; } = type;

    /// <summary>The key.</summary>
    public IdSpan Key { get; } = key;

    /// <summary>True for the default value, which is nobody's identity.</summary>
    public bool IsDefault => Type.IsDefault && Key.IsDefault;

    /// <summary>An identity from names.</summary>
    public static GrainId Create(string type, string key) => Create(GrainType.Create(type), key);

    /// <summary>An identity from a class name and a key.</summary>
    public static GrainId Create(GrainType type, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return new GrainId(type, IdSpan.Create(key));
    }

    /// <summary>An identity from its parts.</summary>
    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    /// <summary>Reads <c>type/key</c>; the key may contain slashes.</summary>
    /// <exception cref="FormatException">The text is not an identity.</exception>
    public static GrainId Parse(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return TryParse(value, out var id) ? id : throw new FormatException($"\"{value}\" is not a grain identity.");
    }

    /// <summary>Reads <c>type/key</c> and tells whether the text was an identity.</summary>
    public static bool TryParse(string? value, out GrainId result)
    {
        result = default;
        var slash = value is null ? -1 : value.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == value!.Length - 1) return false;
        result = Create(value[..slash], value[(slash + 1)..]);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(GrainId other) => Key.Equals(other.Key) && Type.Equals(other.Type);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is GrainId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Key);

    /// <inheritdoc/>
    public int CompareTo(GrainId other)
    {
        var byType = Type.CompareTo(other.Type);
        return byType != 0 ? byType : Key.CompareTo(other.Key);
    }

    /// <summary>The identity as <c>type/key</c>.</summary>
    public override string ToString() => $"{Type}/{Key}";

    /// <summary>Ordinal equality.</summary>
    public static bool operator ==(GrainId a, GrainId b) => a.Equals(b);

    /// <summary>Ordinal inequality.</summary>
    public static bool operator !=(GrainId a, GrainId b) => !a.Equals(b);
}
