using Microsoft.Extensions.DependencyInjection;

namespace QuantPlatform.Silo.Admin;

internal static class AdminServices
{
    public static IServiceCollection AddAdmin(this IServiceCollection services) =>
        services.AddSingleton<AuditQueue>().AddSingleton<NodeLoad>().AddHostedService<AuditWriter>();
}
