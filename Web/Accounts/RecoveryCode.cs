using System.Security.Cryptography;
using System.Text;

namespace QuantPlatform.Web.Accounts;

/// <summary>Codes that stand in for a lost authenticator, each once. Only their hashes are kept.</summary>
internal static class RecoveryCode
{
    // No letter that is easily taken for another, and no vowel: no words.
    private const string Alphabet = "23456789BCDFGHJKMNPQRTVWXY";
    private const int HalfLength = 6;

    /// <summary>A new code: 56 random bits.</summary>
    public static string New() => $"{Half()}-{Half()}";

    /// <summary>What is kept of a code, however its user writes it.</summary>
    public static string HashOf(string userId, string code)
    {
        var plain = new string([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{userId}:{plain}")));
    }

    private static string Half() => RandomNumberGenerator.GetString(Alphabet, HalfLength);
}
