using System.Diagnostics.CodeAnalysis;

namespace QuantPlatform.Web.Accounts;

/// <summary>Where to go after signing in: only ever to a page of this site.</summary>
internal static class LocalAddress
{
    /// <summary>The address when it is a path of this site, else the start page.</summary>
    public static string Or(string? address, string fallback = "/") => IsLocal(address) ? address : fallback;

    /// <summary>True for an absolute path that no browser reads as another host (<c>//host</c>, <c>/\host</c>, control characters).</summary>
    public static bool IsLocal([NotNullWhen(true)] string? address) =>
        address is ['/', ..] && !(address.Length > 1 && address[1] is '/' or '\\') && !address.Any(char.IsControl);
}
