namespace Orleans;

/// <summary>Grains of this class receive the streams of a namespace: each grain the stream whose key equals its own.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class ImplicitStreamSubscriptionAttribute : Attribute
{
    /// <summary>Streams of every namespace.</summary>
    public ImplicitStreamSubscriptionAttribute()
    {
    }

    /// <summary>Streams of one namespace.</summary>
    public ImplicitStreamSubscriptionAttribute(string streamNamespace, string? streamIdMapper = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(streamNamespace);
        if (streamIdMapper is not null) throw new NotSupportedException("Only the default mapping of stream keys to grain keys exists here.");
        Namespace = streamNamespace;
    }

    internal string? Namespace { get; }
}
