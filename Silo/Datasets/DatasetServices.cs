using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Tenancy;

namespace QuantPlatform.Silo.Datasets;

internal static class DatasetServices
{
    public static IServiceCollection AddDatasets(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidatedOptions<DatasetOptions>(configuration, DatasetOptions.Section);
        services.AddSingleton<DatasetFolder>();
        services.AddSingleton<ITenantPart, DatasetTenantPart>();
        return services.AddSingleton<IJobKind, ImportJob>();
    }
}
