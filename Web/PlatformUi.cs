using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuantPlatform.Web.Accounts;
using QuantPlatform.Web.Alerts;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Shell;
using QuantPlatform.Web.Symbols;
using QuantPlatform.Web.Ui;
using QuantPlatform.Web.Workspaces;

namespace QuantPlatform.Web;

/// <summary>The browser side of the platform: pages, components and their static files.</summary>
public static class PlatformUi
{
    /// <summary>Where a page that needs a signed-in user sends everybody else.</summary>
    public const string SignInPath = "/account/sign-in";

    private const string NotFoundPath = "/not-found";

    /// <summary>Adds what the pages need.</summary>
    public static IServiceCollection AddPlatformUi(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddRazorComponents().AddInteractiveServerComponents(PageLimits.Apply).AddHubOptions(PageLimits.Apply);
        services.Configure<FormOptions>(PageLimits.Apply);
        services.AddCascadingAuthenticationState();
        services.AddAuthorization();
        // Says at every form that it forbids caching, too; pages with forms are never cached here anyway.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error));
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<ToastList>();
        services.AddScoped<ShownZone>();
        services.AddScoped<PairListChanges>();
        services.AddScoped<PairActions>();
        services.AddScoped<SymbolActions>();
        services.AddScoped<WorkspaceCalls>();
        services.AddScoped<RuleActions>();
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

        app.UseStatusCodePagesWithReExecute(NotFoundPath, createScopeForStatusCodePages: true);
        app.Use(KeepApiAnswers);
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapSignOut();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }

    /// <summary>The API's errors are its own; only a person gets a page.</summary>
    private static Task KeepApiAnswers(HttpContext context, RequestDelegate next)
    {
        if (ApiPaths.Contains(context.Request.Path) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        return next(context);
    }
}
