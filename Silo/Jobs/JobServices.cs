using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Tenancy;

namespace QuantPlatform.Silo.Jobs;

internal static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidatedOptions<JobOptions>(configuration, JobOptions.Section);
        services.AddSingleton<JobFiles>();
        services.AddSingleton<ITenantPart, JobTenantPart>();
        services.AddSingleton<IJobFiles>(provider => provider.GetRequiredService<JobFiles>());
        return services.AddSingleton<JobQueue>();
    }
}
