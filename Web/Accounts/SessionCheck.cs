using System.Collections.Concurrent;
using System.Security.Claims;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Web.Accounts;

/// <summary>
/// Whether a signed-in principal still holds: its account exists, is not disabled, has the same security stamp and roles, and the session
/// was not ended. Answers are at most <see cref="Age"/> old; cookies, bearer tokens, circuits and streams all ask here.
/// </summary>
internal sealed class SessionCheck(AccountDirectory accounts, TimeProvider time)
{
    /// <summary>How old an answer may be.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(15);

    private const int MaxEntries = 20_000;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public async ValueTask<bool> IsCurrent(ClaimsPrincipal principal)
    {
        if (principal.Identity?.IsAuthenticated != true || principal.FindFirstValue(ClaimTypes.NameIdentifier) is not { } userId)
        {
            return false;
        }

        var account = await Find(userId);
        return account is { Disabled: false }
            && account.SecurityStamp == principal.FindFirstValue(SessionTickets.StampClaim)
            && account.Roles.Order(StringComparer.Ordinal).SequenceEqual(principal.FindAll(ClaimTypes.Role).Select(role => role.Value).Order(StringComparer.Ordinal))
            && !EndedSessions.Contains(account, SessionTickets.SessionOf(principal), time.GetUtcNow());
    }

    /// <summary>Forgets what is known of an account, so that a change made on this node counts at once.</summary>
    public void Forget(string userId) => _entries.TryRemove(userId, out _);

    private async ValueTask<AccountRecord?> Find(string userId)
    {
        var now = time.GetTimestamp();
        if (_entries.TryGetValue(userId, out var entry) && time.GetElapsedTime(entry.ReadAt, now) < Age)
        {
            return entry.Account;
        }

        var account = await accounts.Find(userId);
        if (_entries.Count >= MaxEntries)
        {
            _entries.Clear();
        }

        _entries[userId] = new Entry(account, now);
        return account;
    }

    private sealed record Entry(AccountRecord? Account, long ReadAt);
}
