using System.Collections.Immutable;
using System.Security.Cryptography;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Workspaces;

namespace QuantPlatform.Silo.Accounts;

/// <summary>
/// The ids of one user's API keys. An id is noted before its key is stored and forgotten after the key is gone: cut off in between, it
/// names a key that does not hold, never the other way round.
/// </summary>
[GrainType("api-key-ring")]
internal sealed class ApiKeyRingGrain(
    [PersistentState("apiKeys", SiloFeatures.GrainStorage)] IPersistentState<ApiKeyRingState> storage, TimeProvider time) : Grain, IApiKeyRingGrain
{
    private const string IdAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const string SecretAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int IdLength = 16;

    // 62^43 > 2^256.
    private const int SecretLength = 43;

    public async Task<ImmutableArray<ApiKeyRecord>> List()
    {
        var keys = await Task.WhenAll(storage.State.Keys.Select(id => Key(id).Find()));
        return [.. keys.OfType<ApiKeyRecord>()];
    }

    public async Task<Outcome<ApiKeyCreated>> Create(ApiKeyRequest request)
    {
        if (await GetUse() is var use && use.Used >= use.Limit)
        {
            return Outcome.Refused<ApiKeyCreated>(Quotas.Exceeded(QuotaNames.Keys, use.Used, use.Limit));
        }

        var secret = RandomNumberGenerator.GetString(SecretAlphabet, SecretLength);
        var key = new ApiKeyRecord
        {
            Id = RandomNumberGenerator.GetString(IdAlphabet, IdLength),
            UserId = this.GetPrimaryKeyString(),
            Name = request.Name,
            Scopes = request.Scopes,
            CreatedAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
            ExpiresAt = request.ExpiresAt,
        };
        await Save(storage.State with { Keys = storage.State.Keys.Add(key.Id) });
        await Key(key.Id).Put(key, ApiKeyGrain.HashOf(secret));
        return Outcome.Of(new ApiKeyCreated(key, secret));
    }

    public async Task<QuotaUse> GetUse() =>
        new(storage.State.Keys.Length, await GrainFactory.GetGrain<IWorkspaceGrain>(this.GetPrimaryKeyString()).GetLimit(QuotaNames.Keys));

    public async Task<bool> Revoke(string keyId)
    {
        if (!storage.State.Keys.Contains(keyId))
        {
            return false;
        }

        await Key(keyId).Revoke();
        await Save(storage.State with { Keys = storage.State.Keys.Remove(keyId) });
        return true;
    }

    public async Task Erase()
    {
        await Task.WhenAll(storage.State.Keys.Select(id => Key(id).Revoke()));
        await storage.Erase(DeactivateOnIdle);
    }

    private IApiKeyGrain Key(string id) => GrainFactory.GetGrain<IApiKeyGrain>(id);

    private Task Save(ApiKeyRingState next) => storage.Save(next, DeactivateOnIdle);
}
