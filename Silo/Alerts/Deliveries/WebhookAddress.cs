using System.Globalization;
using System.Net;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>Reads the address of a webhook as a user wrote it. What it resolves to is decided when a connection is made (<see cref="GuardedConnections"/>).</summary>
internal static class WebhookAddress
{
    public const int MaxLength = 2_000;

    private const int FirstFreePort = 1_024;

    private static readonly string[] LocalNames = ["localhost", "local", "internal", "home.arpa", "localdomain", "onion"];

    /// <summary>The address with its host in ASCII, or the rule that it breaks.</summary>
    public static (Uri? Address, string? Rule) Read(string? text, AddressGuard guard)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength)
        {
            return (null, $"an address of at most {MaxLength} characters");
        }

        if (text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\\') || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            return (null, "an absolute address without blanks, such as https://example.org/hook");
        }

        var rule =
            uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && guard.PermitsPrivate) ? "https"
            : uri.UserInfo.Length > 0 || Authority(text).Contains('@') ? "no user name or password in the address"
            : uri.Fragment.Length > 0 || text.Contains('#') ? "no fragment in the address"
            : uri.Port is not (80 or 443) && uri.Port < FirstFreePort ? "port 80, 443, or 1024 to 65535"
            : HostRule(uri, Authority(text), guard);
        return rule is null ? (new UriBuilder(uri) { Host = uri.IdnHost.ToLowerInvariant() }.Uri, null) : (null, rule);
    }

    private static string? HostRule(Uri uri, string authority, AddressGuard guard)
    {
        if (authority.Contains('%'))
        {
            return "a host without zone or escapes";
        }

        // Only letters may be other than ASCII: digits and dots that merely look like ones would be read differently by everyone.
        if (authority.Any(c => !char.IsAscii(c) && (IsCompatible(c) || CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.UppercaseLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))))
        {
            return "a host of letters, ASCII digits, '-' and '.'";
        }

        if (IPAddress.TryParse(uri.IdnHost, out var literal))
        {
            return guard.Refuses(literal, uri.Scheme == Uri.UriSchemeHttp);
        }

        var name = uri.IdnHost.TrimEnd('.').ToLowerInvariant();
        if (uri.HostNameType != UriHostNameType.Dns || name.Length == 0 || name.Split('.').Any(label => label.Length is 0 or > 63))
        {
            return "a host name";
        }

        if (char.IsAsciiDigit(name[name.LastIndexOf('.') + 1]))
        {
            return "a host name or a plain IP address";
        }

        return !guard.PermitsPrivate && (!name.Contains('.') || LocalNames.Any(local => name == local || name.EndsWith("." + local, StringComparison.Ordinal)))
            ? "a host on the public internet"
            : null;
    }

    /// <summary>Full-width and other forms that are shorthand for ASCII characters.</summary>
    private static bool IsCompatible(char c) => c is (>= '\uFF00' and <= '\uFFEF') or (>= '\u2000' and <= '\u2BFF') or (>= '\uD800' and <= '\uDFFF') or 'ª' or 'º';

    private static string Authority(string text)
    {
        var start = text.IndexOf("//", StringComparison.Ordinal) + 2;
        var end = text.IndexOfAny(['/', '?', '#'], start);
        return end < 0 ? text[start..] : text[start..end];
    }
}
