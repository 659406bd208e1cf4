namespace QuantPlatform.Contracts.Workspaces;

/// <summary>Something a user defined: a pair, a watchlist, a dashboard, a rule.</summary>
/// <typeparam name="TSelf">The definition.</typeparam>
/// <typeparam name="TSettings">What the user may say about it.</typeparam>
public interface IDefinition<TSelf, TSettings>
    where TSelf : class, IDefinition<TSelf, TSettings>
{
    /// <summary>Unique among the user's definitions of that kind.</summary>
    string Id { get; }

    /// <summary>Rises with each change; the API's ETag.</summary>
    long Version { get; }

    /// <summary>Unix ms.</summary>
    long CreatedAt { get; }

    /// <summary>What the user said.</summary>
    TSettings Settings { get; }

    /// <summary>Makes one.</summary>
    static abstract TSelf Create(string id, long version, long createdAt, TSettings settings);
}
