using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Web.Security;

namespace QuantPlatform.Web.Accounts;

/// <summary>What a link lets its holder do.</summary>
internal enum LinkPurpose
{
    /// <summary>Say that the address is theirs.</summary>
    ConfirmEmail,

    /// <summary>Set a new password.</summary>
    ResetPassword,
}

/// <summary>
/// Codes in links that are mailed or handed over. A code holds for one purpose, one account and one security stamp: what it is used for
/// changes the stamp, and so it is used once.
/// </summary>
internal sealed class AccountLinks(LinkCodes codes)
{
    /// <summary>How long a mailed link holds.</summary>
    public static readonly TimeSpan MailedLife = TimeSpan.FromHours(2);

    /// <summary>How long a link for a new address holds, and one that an administrator hands over.</summary>
    public static readonly TimeSpan HandedLife = TimeSpan.FromHours(24);

    /// <summary>A code.</summary>
    /// <param name="email">The address it is about.</param>
    public string Make(AccountRecord account, LinkPurpose purpose, string email, TimeSpan life) =>
        codes.Make(purpose.ToString(), life, account.UserId, account.SecurityStamp, email);

    /// <summary>The address that a code is about, when it holds for that account now.</summary>
    public string? Read(string? code, AccountRecord account, LinkPurpose purpose) =>
        codes.Read(purpose.ToString(), code) is [var user, var stamp, var email] && user == account.UserId && stamp == account.SecurityStamp ? email : null;
}
