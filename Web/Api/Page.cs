using System.ComponentModel;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace QuantPlatform.Web.Api;

/// <summary>One page of a list.</summary>
public sealed record Page<T>(
    [property: Description("The rows, in the order of the list.")] IReadOnlyList<T> Items,
    [property: Description("Asks for the next page; null on the last one.")] string? NextCursor);

/// <summary>Cuts lists into pages. A cursor is opaque to clients; it holds how many rows came before.</summary>
internal static class PageCursor
{
    private const string Version = "1:";

    public static Page<T> Cut<T>(IReadOnlyList<T> all, int skip, int limit)
    {
        var items = all.Skip(skip).Take(limit).ToList();
        return new Page<T>(items, skip + items.Count < all.Count ? Write(skip + items.Count) : null);
    }

    public static bool TryRead(string text, out int skip)
    {
        skip = 0;
        if (!Base64Url.IsValid(text))
        {
            return false;
        }

        var plain = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        return plain.StartsWith(Version, StringComparison.Ordinal)
            && int.TryParse(plain.AsSpan(Version.Length), NumberStyles.None, CultureInfo.InvariantCulture, out skip);
    }

    public static string Write(long skip) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Version + skip.ToString(CultureInfo.InvariantCulture)));
}
