using System.Collections.Concurrent;
using System.Security.Claims;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Web.Accounts;

/// <summary>
/// Whether a signed-in principal still holds: its account exists, is not disabled, has the same roles, and lists its session (a new security
/// stamp takes them off the list), which has not come to its end; or its API key holds. Answers are at most <see cref="Age"/> old; cookies, tokens, keys, circuits and streams all ask here.
/// </summary>
internal sealed class SessionCheck(AccountDirectory accounts, ApiKeyCheck keys, SessionLifetime lifetime, TimeProvider time)
{
    /// <summary>How old an answer may be.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(15);

    private const int MaxEntries = 20_000;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private long _forgotten;

    /// <summary>Raised with a user's id when something of that account has changed on this node: whoever serves the user asks again.</summary>
    public event Action<string>? Changed;

    public async ValueTask<bool> IsCurrent(ClaimsPrincipal principal)
    {
        if (principal.Identity?.IsAuthenticated != true || principal.FindFirstValue(ClaimTypes.NameIdentifier) is not { } userId)
        {
            return false;
        }

        if (await View(userId) is not { Account.Disabled: false } view || !HasRolesOf(principal, view.Account))
        {
            return false;
        }

        return ApiKeyTickets.KeyOf(principal) is { } key
            ? await keys.IsCurrent(key)
            : view.FindSession(SessionTickets.SessionOf(principal)) is { } session && lifetime.Holds(session);
    }

    /// <summary>Forgets what is known of an account, so that a change made on this node counts at once.</summary>
    public void Forget(string userId)
    {
        Refresh(userId);
        Changed?.Invoke(userId);
    }

    /// <summary>Like <see cref="Forget"/>, for a change that ends nothing.</summary>
    public void Refresh(string userId)
    {
        Interlocked.Increment(ref _forgotten);
        _entries.TryRemove(userId, out _);
    }

    /// <summary>Forgets an API key of a user, so that its revocation on this node counts at once.</summary>
    public void ForgetKey(string userId, string keyId)
    {
        keys.Forget(keyId);
        Changed?.Invoke(userId);
    }

    /// <summary>The account, at most <see cref="Age"/> old; null when there is none.</summary>
    public async ValueTask<AccountRecord?> Account(string userId) => (await View(userId))?.Account;

    /// <summary>The account with its sessions, at most <see cref="Age"/> old; null when there is none.</summary>
    public async ValueTask<AccountView?> View(string userId)
    {
        var now = time.GetTimestamp();
        if (_entries.TryGetValue(userId, out var entry) && time.GetElapsedTime(entry.ReadAt, now) < Age)
        {
            return entry.View;
        }

        var before = Interlocked.Read(ref _forgotten);
        var view = TenantKey.IsPart(userId) ? await accounts.Call(userId, account => account.Look()) : null;
        if (Interlocked.Read(ref _forgotten) != before)
        {
            // Something changed while the account was read: true now, but nothing to remember.
            return view;
        }

        if (_entries.Count >= MaxEntries)
        {
            _entries.Clear();
        }

        _entries[userId] = new Entry(view, now);
        return view;
    }

    /// <summary>A key without the scope <c>admin</c> has fewer roles than its owner; nobody may have more or, signed in, others.</summary>
    private static bool HasRolesOf(ClaimsPrincipal principal, AccountRecord account)
    {
        var claimed = principal.FindAll(ClaimTypes.Role).Select(role => role.Value).ToHashSet(StringComparer.Ordinal);
        return ApiKeyTickets.IsKey(principal) ? claimed.IsSubsetOf(account.Roles) : claimed.SetEquals(account.Roles);
    }

    private sealed record Entry(AccountView? View, long ReadAt);
}
