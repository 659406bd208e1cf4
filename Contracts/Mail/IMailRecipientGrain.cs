using System.Security.Cryptography;
using System.Text;
using Orleans;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Mail;

/// <summary>Why a mail is sent: each purpose has a limit of its own for one address.</summary>
public enum MailPurpose
{
    /// <summary>An alert, or a test of a contact point.</summary>
    Alert,

    /// <summary>Whether alerts may be sent: 3 in 24 hours.</summary>
    Question,

    /// <summary>A link that anybody can ask for: to confirm an account or to set a new password. 6 in an hour.</summary>
    AccountLink,
}

/// <summary>Counts the mails that all users together cause to one address. Key: <see cref="MailRecipientKey.Of"/>.</summary>
[SystemOnly, Alias("IMailRecipientGrain")]
public interface IMailRecipientGrain : IGrainWithStringKey
{
    /// <summary>Counts one mail more, if the address may have one now.</summary>
    /// <returns>Zero when it may be sent and is counted; otherwise how long it has to wait.</returns>
    [Alias("Take")]
    Task<TimeSpan> Take(MailPurpose purpose);
}

/// <summary>The key of a mailbox.</summary>
public static class MailRecipientKey
{
    private const int HashedBytes = 16;

    /// <summary>A hash of the address in one case and without what follows a plus sign, since all of these reach one mailbox.</summary>
    public static string Of(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var at = address.LastIndexOf('@');
        var plus = address.IndexOf('+', StringComparison.Ordinal);
        var mailbox = plus > 0 && plus < at ? address[..plus] + address[at..] : address;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mailbox.Trim().ToUpperInvariant())).AsSpan(0, HashedBytes));
    }
}
