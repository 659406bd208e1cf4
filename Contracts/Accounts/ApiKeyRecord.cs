using System.Collections.Immutable;
using Orleans;

namespace QuantPlatform.Contracts.Accounts;

/// <summary>An API key as its owner sees it; the secret is not in it.</summary>
[GenerateSerializer, Immutable, Alias("ApiKeyRecord")]
public sealed record ApiKeyRecord
{
    /// <summary>The public part of the key.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The user the key acts for.</summary>
    [Id(1)] public required string UserId { get; init; }

    /// <summary>What the owner calls it.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>Values of <see cref="ApiScopes"/>.</summary>
    [Id(3)] public ImmutableArray<string> Scopes { get; init; } = [];

    /// <summary>Unix ms.</summary>
    [Id(4)] public long CreatedAt { get; init; }

    /// <summary>Unix ms from which it does not hold any more; null: never.</summary>
    [Id(5)] public long? ExpiresAt { get; init; }

    /// <summary>Unix ms of the last use, at most a minute behind; null: never used.</summary>
    [Id(6)] public long? LastUsedAt { get; init; }
}

/// <summary>A key to be made.</summary>
[GenerateSerializer, Immutable, Alias("ApiKeyRequest")]
public sealed record ApiKeyRequest([property: Id(0)] string Name, [property: Id(1)] ImmutableArray<string> Scopes, [property: Id(2)] long? ExpiresAt);

/// <summary>A key that was made, with the secret that is nowhere kept.</summary>
[GenerateSerializer, Immutable, Alias("ApiKeyCreated")]
public sealed record ApiKeyCreated([property: Id(0)] ApiKeyRecord Key, [property: Id(1)] string Secret);
