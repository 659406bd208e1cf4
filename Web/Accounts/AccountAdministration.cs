using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Web.Accounts;

/// <summary>What an administrator does to somebody's account. Callers have checked that they may; a change counts at once on this node.</summary>
internal sealed class AccountAdministration(AccountDirectory accounts, SessionCheck sessions)
{
    /// <summary>Disables an account or enables it again. A disabled one's sessions, tokens, keys, pages and streams end.</summary>
    public async Task<Outcome<AccountRecord>> SetDisabled(string userId, bool disabled)
    {
        var outcome = await accounts.SetDisabled(userId, disabled);
        sessions.Forget(userId);
        return outcome;
    }
}
