using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Metrics;

/// <summary>What the node counts, in Prometheus text.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder app)
    {
        var exporter = app.CreateApplicationBuilder().UseOpenTelemetryPrometheusScrapingEndpoint(static _ => true).Build();
        Delegate scrape = Task (HttpContext context) => exporter(context);
        app.MapGet(ApiPaths.Metrics, scrape).AllowAnonymous().WithMetadata(new ScrapeRequirement()).AddEndpointFilter(app.ServiceProvider.GetRequiredService<ScrapeAccess>()).WithTags("Health")
            .Describe("metrics", "What the node counts", "For administrators, and for a scraper that sends `Web:ScrapeToken` as its bearer token. An API key needs the scope `admin`.")
            .Answers(StatusCodes.Status200OK, "Prometheus text, or OpenMetrics when `Accept` asks for it.", "text/plain")
            .Problems(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden);
    }
}
