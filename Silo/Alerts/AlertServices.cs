using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Silo.Alerts.DryRuns;
using QuantPlatform.Silo.Alerts.Evaluation;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Jobs;
using QuantPlatform.Silo.Tenancy;

namespace QuantPlatform.Silo.Alerts;

internal static class AlertServices
{
    public static IServiceCollection AddAlerts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ITenantPart, AlertTenantPart>();
        services.AddSingleton<RuleMetrics>();
        return services.AddSingleton<IJobKind, DryRunJob>();
    }
}
