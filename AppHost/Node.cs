using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using QuantPlatform.Silo.Feeds;
using QuantPlatform.Silo.Storage.Sqlite;
using QuantPlatform.Web;
using QuantPlatform.Web.Accounts;

namespace QuantPlatform.AppHost;

/// <summary>One node: silo, web server and the built-in exchange in one process.</summary>
internal static class Node
{
    // Kestrel waits this long for open requests, grains and sockets share what is left of five seconds.
    private static readonly TimeSpan OpenRequests = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Stop = TimeSpan.FromSeconds(4);

    /// <summary>Runs until Ctrl+C or SIGTERM.</summary>
    public static async Task Run(string[] args)
    {
        await using var app = Build(args);
        _ = app.Services.GetRequiredService<SqliteStore>();
        try
        {
            await app.StartAsync();
            var admin = await app.Services.GetRequiredService<FirstAdmin>().EnsureAsync();
            StartupNoise.Over = true;
            Banner.Print(app, app.Services.GetRequiredService<FirstAdmin>().SetUpLink is { } link ? [.. admin, $"Or choose your own in the browser, once and within a day: {link}"] : admin);
            await app.WaitForShutdownAsync();
        }
        catch (Exception e) when (app.Lifetime.ApplicationStopping.IsCancellationRequested && IsCancellation(e))
        {
            // Asked to stop while it started, or something did not stop in time: what is acknowledged is on disk either way.
        }
    }

    /// <summary>Composes the node; nothing runs yet.</summary>
    internal static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = Settings.Root(args) });
        builder.WebHost.UseStaticWebAssets();
        if (ListenAddresses.AreDefault(builder.Configuration))
        {
            builder.WebHost.UseUrls(ListenAddresses.Default);
            builder.Configuration["urls"] = ListenAddresses.Default;
        }

        ListenAddresses.Check(builder.Configuration["urls"] ?? "");
        builder.Services.AddServerLimits(builder.Configuration);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Stop);
        builder.Logging.AddNodeConsole();
        builder.AddSilo();
        builder.Services.AddSingleton<IDemoExchange, DemoExchange>();
        builder.Services.AddPlatformUi(builder.Configuration);
        builder.Services.AddPlatformApi(builder.Configuration);

        var app = builder.Build();
        app.Services.GetService<IStartupValidator>()?.Validate();
        app.Use(EndWithTheNode);
        app.MapPlatformApi();
        app.MapPlatformUi();
        return app;
    }

    private static bool IsCancellation(Exception exception) => exception switch
    {
        OperationCanceledException => true,
        AggregateException { InnerExceptions: var all } => all.All(IsCancellation),
        _ => false,
    };

    // Streams and sockets of browsers never end by themselves; a stopping node ends them after a moment.
    private static async Task EndWithTheNode(HttpContext context, RequestDelegate next)
    {
        var lifetime = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        var request = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        using var _ = lifetime.ApplicationStopping.Register(() => AbortSoon(request));
        await next(context);
    }

    private static async void AbortSoon(IHttpRequestLifetimeFeature request)
    {
        await Task.Delay(OpenRequests, TimeProvider.System);
        request.Abort();
    }
}
