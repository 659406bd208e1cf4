using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QuantPlatform.Web.Accounts;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web;

/// <summary>Sign-in, the HTTP API and the live stream of a web node.</summary>
public static class PlatformApi
{
    /// <summary>Adds sign-in, access to grains, the live feed and the API. Call it after the silo and the pages have been added.</summary>
    public static IServiceCollection AddPlatformApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<SignedInUser>();
        services.AddScoped<TenantGrains>();
        services.AddSingleton<LiveHub>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveHub>());
        services.AddScoped<ILiveFeed, LiveFeed>();
        services.AddAccounts(configuration);
        return services;
    }

    /// <summary>Puts authentication and authorization into the pipeline and maps the API. Call it before the pages are mapped.</summary>
    public static WebApplication MapPlatformApi(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseMiddleware<SessionMiddleware>();
        app.UseAuthorization();
        return app;
    }
}
