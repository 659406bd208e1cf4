using Microsoft.AspNetCore.Http;

namespace QuantPlatform.Web.Api;

/// <summary>Where the API lives.</summary>
internal static class ApiPaths
{
    /// <summary>The prefix of every call of this version.</summary>
    public const string Prefix = "/api/v1";

    public const string Health = "/health";

    public const string Metrics = "/metrics";

    public const string OpenApi = "/openapi";

    /// <summary>True for paths whose errors are problem details, not pages.</summary>
    public static bool Contains(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments(Health, StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments(Metrics, StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments(OpenApi, StringComparison.OrdinalIgnoreCase);
}
