using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using QuantPlatform.Silo.Feeds.Sockets;

namespace QuantPlatform.Silo.Feeds;

/// <summary>Registers the feeds of a node.</summary>
public static class FeedServices
{
    internal const string Client = "feed";

    /// <summary>For an exchange on this machine: never through a proxy.</summary>
    internal const string LoopbackClient = "feed-loopback";

    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Options (section <c>Feed</c>, checked at start), metrics, REST clients and what feed grains need. The host may add an <see cref="IDemoExchange"/>.</summary>
    public static IServiceCollection AddFeeds(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FeedOptions>().Bind(configuration.GetSection(FeedOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FeedOptions>, FeedOptionsValidation>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(SocketTimings.Default);
        services.AddMetrics();
        services.AddSingleton<FeedMetrics>();
        services.AddSingleton<VenueFeedFactory>();
        AddClient(services, Client, useProxy: true);
        AddClient(services, LoopbackClient, useProxy: false);
        return services;
    }

    private static void AddClient(IServiceCollection services, string name, bool useProxy) =>
        services.AddHttpClient(name, client => client.Timeout = AnswerTimeout)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AutomaticDecompression = DecompressionMethods.All,
                PooledConnectionLifetime = ConnectionLife,
                UseProxy = useProxy,
            });
}
