namespace Orleans;

/// <summary>The name of a grain class in identities and stored state; without it the class name in lower case without "Grain".</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute : Attribute
{
    private readonly string _name;

    /// <summary>Names the grain class.</summary>
    public GrainTypeAttribute(string name) => _name = name;

    internal string Name => _name;
}
