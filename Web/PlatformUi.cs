using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using QuantPlatform.Web.Accounts;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Shell;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web;

/// <summary>The browser side of the platform: pages, components and their static files.</summary>
public static class PlatformUi
{
    /// <summary>Where a page that needs a signed-in user sends everybody else.</summary>
    public const string SignInPath = "/account/sign-in";

    /// <summary>Adds what the pages need.</summary>
    public static IServiceCollection AddPlatformUi(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddAuthorization();
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<ToastList>();
        services.AddScoped<PairListChanges>();
        services.AddScoped<PairActions>();
        return services;
    }

    /// <summary>Maps the pages and static files. Call it after authentication and authorization are in the pipeline.</summary>
    public static WebApplication MapPlatformUi(this WebApplication app)
    {
        // Outside Development nobody else reads the manifest of a build that was not published, and every file would be empty.
        StaticWebAssetsLoader.UseStaticWebAssets(app.Environment, app.Configuration);
        if (!app.Environment.IsDevelopment())
        {
            // The manifest of such a build would otherwise watch for edited files and send them uncompressed.
            app.Configuration["ReloadStaticAssetsAtRuntime"] ??= bool.FalseString;
        }

        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapSignOut();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}
