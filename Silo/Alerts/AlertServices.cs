using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Alerts;

internal static class AlertServices
{
    public static IServiceCollection AddAlerts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidatedOptions<AlertOptions>(configuration, "Alerts");
        return services.AddSingleton<AlertFaults>();
    }
}
