using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Silo.Accounts;

/// <summary>One API key; without <see cref="Key"/> there is none.</summary>
[GenerateSerializer, Immutable, Alias("ApiKeyState")]
internal sealed record ApiKeyState
{
    [Id(0)] public ApiKeyRecord? Key { get; init; }

    /// <summary>SHA-256 of the secret, in lower-case hex. The secret has 256 random bits, so a slow hash would add nothing.</summary>
    [Id(1)] public string SecretHash { get; init; } = "";
}

/// <summary>The ids of one user's API keys, in the order they were made.</summary>
[GenerateSerializer, Immutable, Alias("ApiKeyRingState")]
internal sealed record ApiKeyRingState
{
    [Id(0)] public ImmutableArray<string> Keys { get; init; } = [];
}
