using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using QuantPlatform.Contracts.Accounts;

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
internal sealed class AccountLinks(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>How long a mailed link holds.</summary>
    public static readonly TimeSpan MailedLife = TimeSpan.FromHours(2);

    /// <summary>How long a link for a new address holds, and one that an administrator hands over.</summary>
    public static readonly TimeSpan HandedLife = TimeSpan.FromHours(24);

    private const int MaxCode = 2_000;

    /// <summary>A code.</summary>
    /// <param name="email">The address it is about.</param>
    public string Make(AccountRecord account, LinkPurpose purpose, string email, TimeSpan life)
    {
        var until = (time.GetUtcNow() + life).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return Base64Url.EncodeToString(Protector(purpose).Protect(Encoding.UTF8.GetBytes(string.Join('\n', account.UserId, account.SecurityStamp, until, email))));
    }

    /// <summary>The address that a code is about, when it holds for that account now.</summary>
    public string? Read(string? code, AccountRecord account, LinkPurpose purpose)
    {
        if (code is not { Length: > 0 and <= MaxCode } || !Base64Url.IsValid(code))
        {
            return null;
        }

        try
        {
            return Encoding.UTF8.GetString(Protector(purpose).Unprotect(Base64Url.DecodeFromChars(code))).Split('\n') is [var user, var stamp, var until, var email]
                && user == account.UserId && stamp == account.SecurityStamp
                && long.Parse(until, CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeMilliseconds()
                    ? email
                    : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(LinkPurpose purpose) => protection.CreateProtector("QuantPlatform.AccountLinks", purpose.ToString());
}
