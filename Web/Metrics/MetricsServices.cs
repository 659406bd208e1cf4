using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace QuantPlatform.Web.Metrics;

/// <summary>Collects what the meters of the node count.</summary>
internal static class MetricsServices
{
    // Streams of one instrument; whatever comes beyond is summed under otel.metric.overflow.
    private const int SeriesPerInstrument = 500;

    // A collector that does not answer must not hold up the end of the node.
    private const int LongestPushMs = 2_000;

    // Every tag of these is from a closed list: venues, routes, statuses, grain types. No user, symbol or address.
    private static readonly string[] Meters =
    [
        "QuantPlatform.*", "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Components.Server.Circuits", "System.Runtime",
    ];

    public static IServiceCollection AddPlatformMetrics(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<MetricsOptions>, MetricsOptionsValidation>();
        services.AddOptions<MetricsOptions>().Bind(configuration.GetSection(MetricsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OtlpOptions>, OtlpOptionsValidation>();
        services.AddOptions<OtlpOptions>().Bind(configuration).ValidateOnStart();
        services.AddSingleton<ScrapeAccess>();
        services.AddOpenTelemetry().ConfigureResource(static resource => resource.AddService("quantplatform")).WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters);
            metrics.AddView("*", new MetricStreamConfiguration { CardinalityLimit = SeriesPerInstrument });
            metrics.AddPrometheusExporter();
            if (configuration[OtlpOptions.Key] is { Length: > 0 })
            {
                metrics.AddOtlpExporter(static exporter => exporter.TimeoutMilliseconds = Math.Min(exporter.TimeoutMilliseconds, LongestPushMs));
            }
        });
        return services;
    }
}
