using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Jobs;

internal static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidatedOptions<JobOptions>(configuration, JobOptions.Section);
        return services.AddSingleton<JobQueue>();
    }
}
