using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Silo.Alerts.DryRuns;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Jobs;
using QuantPlatform.Silo.Tenancy;

namespace QuantPlatform.Silo.Alerts;

internal static class AlertServices
{
    public static IServiceCollection AddAlerts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidatedOptions<AlertOptions>(configuration, "Alerts");
        services.AddSingleton<ITenantPart, AlertTenantPart>();
        services.AddSingleton<IJobKind, DryRunJob>();
        return services.AddSingleton<AlertFaults>();
    }
}
