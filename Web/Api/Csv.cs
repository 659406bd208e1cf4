using System.Globalization;

namespace QuantPlatform.Web.Api;

/// <summary>Values of CSV cells.</summary>
internal static class Csv
{
    /// <summary>A time as ISO-8601 in UTC.</summary>
    public static string Iso(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
