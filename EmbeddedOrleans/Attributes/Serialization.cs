namespace Orleans;

/// <summary>A type that crosses grain calls or is stored. Here values pass by reference; the attribute keeps the type fit for a cluster.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Whether parameters of the primary constructor count as members: by default those of records do.</summary>
    public bool IncludePrimaryConstructorParameters { get; init; }

    /// <summary>Which members get an id without <see cref="IdAttribute"/>. The default is none.</summary>
    public GenerateFieldIds GenerateFieldIds { get; init; }
}

/// <summary>Members that need no <see cref="IdAttribute"/>.</summary>
public enum GenerateFieldIds
{
    /// <summary>No member.</summary>
    None,

    /// <summary>Public properties.</summary>
    PublicProperties,
}

/// <summary>The number of a member in the wire format; unique within its type and never reused.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method | AttributeTargets.Parameter)]
public sealed class IdAttribute(uint id) : Attribute
{
    /// <summary>The number.</summary>
    public uint Id { get; } = id;
}

/// <summary>The name of a type or method in the wire format, which survives renaming.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method, AllowMultiple = true)]
public sealed class AliasAttribute(string alias) : Attribute
{
    /// <summary>The name.</summary>
    public string Alias { get; } = alias;
}

/// <summary>A value that nobody changes after it has been handed over.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.ReturnValue)]
public sealed class ImmutableAttribute : Attribute;
