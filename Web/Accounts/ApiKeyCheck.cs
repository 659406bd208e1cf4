using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Web.Accounts;

/// <summary>Whether an API key holds. Answers are at most <see cref="Age"/> old, so that a busy program does not ask its key's grain at every call.</summary>
internal sealed class ApiKeyCheck(AccountDirectory accounts, TimeProvider time)
{
    /// <summary>How old an answer may be: well below the second after which a revoked key ends everywhere.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromMilliseconds(400);

    private const int MaxEntries = 20_000;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The key when that is its secret and it holds.</summary>
    public async ValueTask<ApiKeyRecord?> Authenticate(string id, string secret)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        if (Known(id) is { } known && CryptographicOperations.FixedTimeEquals(known.SecretHash, hash))
        {
            return Holding(known.Key);
        }

        var asked = time.GetTimestamp();
        var key = await accounts.AuthenticateKey(id, secret);
        if (key is not null)
        {
            Remember(new Entry(key, hash, asked));
        }

        return Holding(key);
    }

    /// <summary>Whether a key that was right at the start of a stream still holds.</summary>
    public async ValueTask<bool> IsCurrent(string id)
    {
        if (Known(id) is { } known)
        {
            return Holding(known.Key) is not null;
        }

        var asked = time.GetTimestamp();
        var key = await accounts.FindKey(id);
        if (key is not null && _entries.TryGetValue(id, out var before))
        {
            Remember(new Entry(key, before.SecretHash, asked));
        }

        return Holding(key) is not null;
    }

    /// <summary>Forgets a key, so that its revocation on this node counts at once.</summary>
    public void Forget(string id) => _entries.TryRemove(id, out _);

    private ApiKeyRecord? Holding(ApiKeyRecord? key) => key?.ExpiresAt <= time.GetUtcNow().ToUnixTimeMilliseconds() ? null : key;

    private Entry? Known(string id) => _entries.TryGetValue(id, out var entry) && time.GetElapsedTime(entry.AskedAt) < Age ? entry : null;

    private void Remember(Entry entry)
    {
        if (_entries.Count >= MaxEntries)
        {
            _entries.Clear();
        }

        _entries[entry.Key.Id] = entry;
    }

    private sealed record Entry(ApiKeyRecord Key, byte[] SecretHash, long AskedAt);
}
