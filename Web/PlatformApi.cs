using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Web.Accounts;
using QuantPlatform.Web.Admin;
using QuantPlatform.Web.Alerts;
using QuantPlatform.Web.Alerts.Deliveries;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Datasets;
using QuantPlatform.Web.Exports;
using QuantPlatform.Web.Feeds;
using QuantPlatform.Web.Health;
using QuantPlatform.Web.Jobs;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Metrics;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Statistics;
using QuantPlatform.Web.Streaming;
using QuantPlatform.Web.Symbols;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;
using QuantPlatform.Web.Workspaces;

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
        services.AddScoped<PagePace>();
        services.AddAccounts(configuration);
        services.AddScoped<ContactPointTest>();
        services.AddScoped<ContactPointConfirmations>();
        services.AddAdmin();
        services.AddSingleton(provider => new UserQuotas(provider.GetRequiredService<AccountDirectory>()));
        services.AddSingleton<AlwaysOnSymbols>();
        services.AddSingleton<StreamAllowance>();
        services.AddSingleton<CookieWrites>();
        services.AddSingleton<IJobKind, ExportJob>();
        services.AddSingleton<IValidateOptions<ExportOptions>, ExportOptionsValidator>();
        services.AddOptions<ExportOptions>().Bind(configuration.GetSection(ExportOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RateLimitOptions>, RateLimitOptionsValidator>();
        services.AddOptions<RateLimitOptions>().Bind(configuration.GetSection(RateLimitOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidation>();
        services.AddOptions<ProxyOptions>().Bind(configuration.GetSection(ProxyOptions.Section)).ValidateOnStart();
        services.AddSingleton<IConfigureOptions<ForwardedHeadersOptions>, KnownProxies>();
        services.AddAntiforgery(options =>
        {
            options.HeaderName = CookieWrites.Header;
            // The policy of every answer says frame-ancestors already.
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddOptions<AntiforgeryOptions>().Configure<IHttpContextAccessor>((options, requests) => options.Cookie = new HostCookie(requests)
        {
            Name = "QuantPlatform.Antiforgery",
            HttpOnly = true,
            IsEssential = true,
            Path = "/",
            SameSite = SameSiteMode.Strict,
            SecurePolicy = CookieSecurePolicy.SameAsRequest,
        });
        services.Configure<JsonOptions>(options => ApiJson.Configure(options.SerializerOptions));
        services.AddHealthChecks().AddCheck<GrainsHealth>("grains");
        services.AddPlatformMetrics(configuration);
        services.AddApiDocument();
        return services;
    }

    /// <summary>
    /// Puts security headers, authentication and authorization into the pipeline and maps the API. Call it before the pages are mapped.
    /// After the start, <see cref="FirstAdmin.EnsureAsync"/> answers the lines to print.
    /// </summary>
    public static WebApplication MapPlatformApi(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ApiErrors>();
        app.UseAuthentication();
        app.UseMiddleware<SessionMiddleware>();
        app.UseMiddleware<SecurityEvents>();
        app.UseMiddleware<PageSockets>();
        app.UseMiddleware<PrivateAnswers>();
        app.UseMiddleware<RateLimits>();
        app.UseAuthorization();
        app.MapApiDocument();
        app.MapHealth();
        app.MapMetrics();
        MapCalls(app.MapGroup(ApiPaths.Prefix).RequireAuthorization());
        return app;
    }

    private static void MapCalls(RouteGroupBuilder api)
    {
        api.AddEndpointFilter(new Scopes());
        api.AddEndpointFilterFactory((factory, next) =>
        {
            var filter = factory.ApplicationServices.GetRequiredService<CookieWrites>();
            return context => filter.InvokeAsync(context, next);
        });
        api.MapAccounts();
        api.MapRecovery();
        api.MapManage();
        api.MapSessions();
        api.MapApiKeys();
        api.MapAdminAccounts();
        api.MapMe();
        api.MapFeed();
        api.MapSymbols();
        api.MapBars();
        api.MapTrades();
        api.MapPairs();
        api.MapWatchlists();
        api.MapDashboards();
        api.MapPreferences();
        api.MapWorkspace();
        api.MapPairsLive();
        api.MapPairStatistics();
        api.MapSymbolStats();
        api.MapAnalytics();
        api.MapJobs();
        api.MapRules();
        api.MapRuleActions();
        api.MapAlerts();
        api.MapSilences();
        api.MapContactPoints();
        api.MapDeliveries();
        api.MapDatasets();
        api.MapExports();
        api.MapStream();
        api.MapAdmin();
    }
}
