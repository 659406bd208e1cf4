using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace QuantPlatform.Web.Api;

/// <summary>Versions as entity tags.</summary>
internal static class ETags
{
    private const long NoVersion = -1;

    public static string Of(long version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    public static void Set(HttpResponse response, long version) => response.Headers.ETag = Of(version);

    /// <summary>The version that <c>If-Match</c> names; null when the header is absent or <c>*</c>. A tag that was never given out names a version that no object has.</summary>
    public static long? IfMatch(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        return header.Count == 0 || header == "*" ? null : VersionOf(header.ToString());
    }

    /// <summary>True when <c>If-None-Match</c> names that version: the client has it.</summary>
    public static bool IsNotModified(HttpRequest request, long version) =>
        request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Any(tag => tag == "*" || tag == Of(version) || tag == "W/" + Of(version));

    private static long VersionOf(string tag) =>
        tag.Length > 2 && tag[0] == '"' && tag[^1] == '"' && long.TryParse(tag.AsSpan(1, tag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : NoVersion;
}
