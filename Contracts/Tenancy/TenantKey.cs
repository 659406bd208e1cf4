using System.Diagnostics.CodeAnalysis;

namespace QuantPlatform.Contracts.Tenancy;

/// <summary>Keys of tenant grains: <c>{userId}</c> or <c>{userId}/{id}</c>. User ids hold letters, digits and '-'.</summary>
public readonly record struct TenantKey(string UserId, string? Id)
{
    /// <summary>Reads a key; throws <see cref="FormatException"/> when a part is empty.</summary>
    public static TenantKey Parse(string key)
    {
        var slash = key.IndexOf('/');
        var result = slash < 0 ? new TenantKey(key, null) : new TenantKey(key[..slash], key[(slash + 1)..]);
        return IsPart(result.UserId) && (result.Id is null || IsPart(result.Id))
            ? result
            : throw new FormatException($"'{key}' is not a tenant key.");
    }

    /// <summary>True for a non-empty part of letters, digits, '-' and '_' of at most 64 characters.</summary>
    public static bool IsPart([NotNullWhen(true)] string? part) =>
        part is { Length: > 0 and <= 64 } && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <inheritdoc/>
    public override string ToString() => Id is null ? UserId : $"{UserId}/{Id}";
}
