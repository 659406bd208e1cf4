using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuantPlatform.Silo.Tenancy;

namespace QuantPlatform.Silo.Workspaces;

internal static class WorkspaceServices
{
    public static IServiceCollection AddWorkspaces(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<QuotaOptions>().Bind(configuration.GetSection("Quota")).ValidateOnStart();
        services.AddSingleton<ITenantPart, WorkspaceTenantPart>();
        return services.AddSingleton<IValidateOptions<QuotaOptions>, QuotaOptionsValidator>();
    }
}
