using System.Security.Cryptography;
using System.Text;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Accounts;

/// <summary>One API key.</summary>
[GrainType("api-key")]
internal sealed class ApiKeyGrain(
    [PersistentState("apiKey", SiloFeatures.GrainStorage)] IPersistentState<ApiKeyState> storage, TimeProvider time) : Grain, IApiKeyGrain
{
    private const long UseGranularityMs = 60_000;

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public Task<ApiKeyRecord?> Find()
    {
        if (storage.State.Key is null)
        {
            // Whoever guesses ids must not fill the memory with empty grains.
            DeactivateOnIdle();
        }

        return Task.FromResult(storage.State.Key);
    }

    public async Task<ApiKeyRecord?> Authenticate(string secret)
    {
        var isRight = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(secret)), Encoding.ASCII.GetBytes(storage.State.SecretHash));
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (await Find() is not { } key || !isRight || key.ExpiresAt <= now)
        {
            return null;
        }

        if (key.LastUsedAt is null || key.LastUsedAt + UseGranularityMs <= now)
        {
            await Save(storage.State with { Key = key with { LastUsedAt = now } });
        }

        return storage.State.Key;
    }

    public Task Put(ApiKeyRecord key, string secretHash) => storage.State.Key is null
        ? Save(new ApiKeyState { Key = key, SecretHash = secretHash })
        : throw new InvalidOperationException("There is such a key already.");

    public Task Revoke() => storage.Erase(DeactivateOnIdle);

    private Task Save(ApiKeyState next) => storage.Save(next, DeactivateOnIdle);
}
