using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Web.Accounts;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Workspaces;

namespace QuantPlatform.Web.Admin;

internal static class AdminServices
{
    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddScoped<RequestOrigin>();
        services.AddScoped<AdminGrains>();
        services.AddSingleton<AuditTrail>();
        services.AddScoped<AuditReader>();
        return services.AddScoped(provider => new AdminUsers(
            provider.GetRequiredService<AdminGrains>(),
            provider.GetRequiredService<AccountDirectory>(),
            provider.GetRequiredService<AccountAdministration>(),
            provider.GetRequiredService<UserManager<PlatformUser>>(),
            provider.GetRequiredService<SessionCheck>(),
            provider.GetRequiredService<AuditTrail>(),
            provider.GetRequiredService<RequestOrigin>(),
            provider.GetRequiredService<UserQuotas>()));
    }

    /// <summary>Maps what only administrators may call.</summary>
    public static void MapAdmin(this IEndpointRouteBuilder api)
    {
        var admin = api.MapGroup("/admin").WithTags("Administration").RequireScope(ApiScopes.Admin);
        admin.MapUsers();
        admin.MapNode();
        admin.MapAudit();
    }
}
