using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;

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
    /// <summary>The user's keys in the order they were made, expired ones too.</summary>
    [Alias("List")]
    Task<ImmutableArray<ApiKeyRecord>> List();

    /// <summary>Makes a key; refused (<c>quota</c>) beyond the user's quota <c>keys</c>.</summary>
    [Alias("Create")]
    Task<Outcome<ApiKeyCreated>> Create(ApiKeyRequest request);

    /// <summary>How many keys there are and may be.</summary>
    [Alias("GetUse")]
    Task<QuotaUse> GetUse();

    /// <summary>Revokes a key of this user; false when the user has no such key.</summary>
    [Alias("Revoke")]
    Task<bool> Revoke(string keyId);

    /// <summary>Revokes every key of the user and forgets them.</summary>
    [Alias("Erase")]
    Task Erase();
}
