using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Accounts;

/// <summary>One API key. Key: the key's id. Only the sign-in code of the platform (as the system) calls it.</summary>
[SystemOnly, Alias("IApiKeyGrain")]
public interface IApiKeyGrain : IGrainWithStringKey
{
    /// <summary>The key, expired or not; null when there is none.</summary>
    [Alias("Find")]
    Task<ApiKeyRecord?> Find();

    /// <summary>The key when that is its secret and it holds; null otherwise, whatever the reason. Notes the use.</summary>
    [Alias("Authenticate")]
    Task<ApiKeyRecord?> Authenticate(string secret);

    /// <summary>Stores a new key. Called by <see cref="IApiKeyRingGrain"/>.</summary>
    /// <param name="secretHash">SHA-256 of the secret, in lower-case hex.</param>
    [Alias("Put")]
    Task Put(ApiKeyRecord key, string secretHash);

    /// <summary>Deletes the key: it never holds again.</summary>
    [Alias("Revoke")]
    Task Revoke();
}

/// <summary>The API keys of one user. Key: the user id. Only the sign-in code of the platform (as the system) calls it.</summary>
[SystemOnly, Alias("IApiKeyRingGrain")]
public interface IApiKeyRingGrain : IGrainWithStringKey
{
    /// <summary>Most keys of one user.</summary>
    const int MaxKeys = 50;

    /// <summary>The user's keys in the order they were made, expired ones too.</summary>
    [Alias("List")]
    Task<ImmutableArray<ApiKeyRecord>> List();

    /// <summary>Makes a key; refused (<c>quota</c>) beyond <see cref="MaxKeys"/>.</summary>
    [Alias("Create")]
    Task<Outcome<ApiKeyCreated>> Create(ApiKeyRequest request);

    /// <summary>Revokes a key of this user; false when the user has no such key.</summary>
    [Alias("Revoke")]
    Task<bool> Revoke(string keyId);

    /// <summary>Revokes every key of the user and forgets them.</summary>
    [Alias("Erase")]
    Task Erase();
}
