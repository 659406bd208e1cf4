using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace QuantPlatform.Web.Security;

/// <summary>Codes in links that are mailed or handed over: encrypted, for one purpose, until a time. What makes a code work once is up to its parts.</summary>
internal sealed class LinkCodes(IDataProtectionProvider protection, TimeProvider time)
{
    private const int MaxCode = 2_000;
    private const char Separator = '\n';

    /// <summary>A code.</summary>
    /// <param name="purpose">What it is good for.</param>
    /// <param name="life">How long it holds.</param>
    /// <param name="parts">What it says: text without line breaks.</param>
    public string Make(string purpose, TimeSpan life, params string[] parts)
    {
        var until = (time.GetUtcNow() + life).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return Base64Url.EncodeToString(Protector(purpose).Protect(Encoding.UTF8.GetBytes(string.Join(Separator, [until, .. parts]))));
    }

    /// <summary>The parts of a code that holds for that purpose now; null: it does not.</summary>
    public string[]? Read(string purpose, string? code)
    {
        if (code is not { Length: > 0 and <= MaxCode } || !Base64Url.IsValid(code))
        {
            return null;
        }

        try
        {
            return Encoding.UTF8.GetString(Protector(purpose).Unprotect(Base64Url.DecodeFromChars(code))).Split(Separator) is [var until, .. var parts]
                && long.Parse(until, CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeMilliseconds()
                    ? parts
                    : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(string purpose) => protection.CreateProtector("QuantPlatform.Links", purpose);
}
