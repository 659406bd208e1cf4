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
    /// <summary>Disables an account or enables it again. A disabled one's sessions, tokens, keys, pages and streams end.</summary>
    public async Task<Outcome<AccountRecord>> SetDisabled(string userId, bool disabled)
    {
        var outcome = await accounts.Call(userId, account => account.SetDisabled(disabled));
        sessions.Forget(userId);
        return outcome;
    }

    /// <summary>Whether the house would be without an enabled administrator if that account were none any more.</summary>
    public async Task<bool> IsLastAdministrator(AccountRecord account) =>
        account.Roles.Contains(Roles.Admin) && !account.Disabled
        && !(await users.GetUsersInRoleAsync(Roles.Admin)).Any(other => other.Id != account.UserId && !other.Record.Disabled);

    /// <summary>A link for a new password; null when there is no such user.</summary>
    public async Task<OneTimeLink?> PasswordLink(string userId) => await accounts.Find(userId) is { } account
        ? new OneTimeLink(recovery.PathFor(account, AccountLinks.HandedLife), (time.GetUtcNow() + AccountLinks.HandedLife).ToUnixTimeMilliseconds())
        : null;
}
