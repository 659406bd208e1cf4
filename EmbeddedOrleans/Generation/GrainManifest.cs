using System.ComponentModel;
using Orleans.Runtime;

namespace EmbeddedOrleans.Generation;

/// <summary>Names the generated manifest of an assembly that declares grain interfaces or grain classes.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GrainManifestAttribute(Type manifest) : Attribute
{
    /// <summary>The generated subclass of <see cref="GrainManifest"/>.</summary>
    public Type Manifest { get; } = manifest;
}

/// <summary>Names a referenced assembly that has a manifest, so that a node finds it before any of its types is used.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GrainAssemblyAttribute(string name) : Attribute
{
    /// <summary>The name of the assembly.</summary>
    public string Name { get; } = name;
}

/// <summary>What an assembly declares; the generator writes one subclass an assembly.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainManifest
{
    /// <summary>Adds the declarations.</summary>
    public abstract void Describe(GrainManifestBuilder builder);
}

/// <summary>Collects declarations.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GrainManifestBuilder
{
    internal GrainManifestBuilder()
    {
    }

    internal Dictionary<Type, Func<GrainReferenceShared, IdSpan, GrainReference>> Interfaces { get; } = [];

    internal List<Type> Classes { get; } = [];

    /// <summary>A grain or observer interface and how its references are made.</summary>
    public void AddInterface(Type type, Func<GrainReferenceShared, IdSpan, GrainReference> create) => Interfaces[type] = create;

    /// <summary>A grain class.</summary>
    public void AddClass(Type type) => Classes.Add(type);
}
