using Microsoft.AspNetCore.Identity;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Accounts;

/// <summary>A link of this site that works once.</summary>
/// <param name="Path">The path with its query.</param>
/// <param name="ExpiresAt">Unix ms.</param>
internal sealed record OneTimeLink(string Path, long ExpiresAt);

/// <summary>What an administrator does to somebody's account. Callers have checked that they may; a change counts at once on this node.</summary>
/// <remarks>Scoped: one for each request or circuit.</remarks>
internal sealed class AccountAdministration(
    AccountDirectory accounts, SessionCheck sessions, UserManager<PlatformUser> users, PasswordRecovery recovery, TimeProvider time)
{
    /// <summary>Disables an account or enables it again; the last administrator's is refused (<c>conflict</c>). A disabled one's sessions, tokens, keys, pages and streams end.</summary>
    public async Task<Outcome<AccountRecord>> SetDisabled(string userId, bool disabled)
    {
        if (disabled && await IsLastAdministrator(userId))
        {
            return LastAdministrator();
        }

        var outcome = await accounts.Call(userId, account => account.SetDisabled(disabled));
        sessions.Forget(userId);
        return outcome;
    }

    /// <summary>A link for a new password; null when there is no such user.</summary>
    public async Task<OneTimeLink?> PasswordLink(string userId) => await accounts.Find(userId) is { } account
        ? new OneTimeLink(recovery.PathFor(account, AccountLinks.HandedLife), (time.GetUtcNow() + AccountLinks.HandedLife).ToUnixTimeMilliseconds())
        : null;

    private static Outcome<AccountRecord> LastAdministrator() =>
        Outcome.Refused<AccountRecord>(RefusalCodes.Conflict, null, "one administrator stays", "This is the only administrator. Make somebody else one first.");

    private async Task<bool> IsLastAdministrator(string userId) =>
        (await users.GetUsersInRoleAsync(Roles.Admin)).Where(user => !user.Record.Disabled).Select(user => user.Id).ToList() is [var only] && only == userId;
}
