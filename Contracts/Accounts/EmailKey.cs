using System.Security.Cryptography;
using System.Text;

namespace QuantPlatform.Contracts.Accounts;

/// <summary>The key of <see cref="IEmailIndexGrain"/>: an address has any characters and is personal, so its SHA-256 in lower-case hex stands for it.</summary>
public static class EmailKey
{
    /// <summary>The key of a normalised address.</summary>
    public static string Of(string normalizedEmail) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalizedEmail)));
}
