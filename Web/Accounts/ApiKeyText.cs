using System.Diagnostics.CodeAnalysis;

namespace QuantPlatform.Web.Accounts;

/// <summary>The written form of an API key: <c>qp_{id}_{secret}</c>.</summary>
internal static class ApiKeyText
{
    /// <summary>How every key begins, so that a leaked one is recognised.</summary>
    public const string Prefix = "qp_";

    private const int MaxLength = 128;
    private const string Bearer = "Bearer ";

    public static string Write(string id, string secret) => $"{Prefix}{id}_{secret}";

    /// <summary>True for an <c>Authorization</c> header that carries a key, well-formed or not.</summary>
    public static bool IsIn(string header) => header.StartsWith(Bearer + Prefix, StringComparison.OrdinalIgnoreCase);

    public static bool TryRead(string header, [NotNullWhen(true)] out string? id, [NotNullWhen(true)] out string? secret)
    {
        (id, secret) = (null, null);
        if (!IsIn(header) || header.Length > MaxLength || header[Bearer.Length..].Split('_') is not [_, var first, var second] || !IsPart(first) || !IsPart(second))
        {
            return false;
        }

        (id, secret) = (first, second);
        return true;
    }

    private static bool IsPart(string part) => part.Length > 0 && part.All(char.IsAsciiLetterOrDigit);
}
