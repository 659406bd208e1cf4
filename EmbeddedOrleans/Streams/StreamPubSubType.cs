namespace Orleans.Streams;

/// <summary>Which subscriptions streams have.</summary>
public enum StreamPubSubType
{
    /// <summary>Those that grain classes declare by attribute.</summary>
    ImplicitOnly = 2,
}
