using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Health;

/// <summary>How a node fares.</summary>
[Example("""{"status":"ready","checks":null}""")]
internal sealed record HealthJson(
    [property: Description("`ready` or `unready`; of `/health/live` always `live`.")] string Status,
    [property: Description("What was looked at; only for administrators.")] IReadOnlyDictionary<string, string>? Checks);

/// <summary>Whether the process lives and whether the node can serve. Neither depends on feed or data.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet(ApiPaths.Health + "/live", () => Results.Json(new HealthJson("live", null), ApiJson.Options)).AllowAnonymous().WithTags("Health")
            .Describe("live", "Is the process alive?").Answers<HealthJson>("It is.");
        app.MapGet(ApiPaths.Health + "/ready", Ready).AllowAnonymous().WithTags("Health")
            .Describe("ready", "Can the node serve?", "Stores open and silo active; independent of feed and data. Administrators see each check.")
            .Answers<HealthJson>("It can.").Answers<HealthJson>("It cannot.", StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Ready(HttpContext context, HealthCheckService health)
    {
        var report = await health.CheckHealthAsync(context.RequestAborted);
        var ready = report.Status != HealthStatus.Unhealthy;
        var checks = context.User.IsInRole(Roles.Admin) ? report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Description ?? entry.Value.Status.ToString()) : null;
        return Results.Json(
            new HealthJson(ready ? "ready" : "unready", checks), ApiJson.Options, statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
