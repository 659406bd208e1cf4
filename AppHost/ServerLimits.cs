using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace QuantPlatform.AppHost;

/// <summary>What a connection or a request may take of the web server. Written down even where it is the default, so that an update changes nothing.</summary>
internal static class ServerLimits
{
    /// <summary>Largest body that no call allows more for; uploads count their own bytes, calls with a body say their own limit.</summary>
    public const long MaxBody = 1024 * 1024;

    private const int MaxRequestLine = 8 * 1024;
    private const int MaxHeaders = 32 * 1024;
    private const int MaxHeaderCount = 64;
    private const int StreamsPerConnection = 100;
    private const double SlowestBytesPerSecond = 240;

    private static readonly TimeSpan Headers = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddServerLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<ServerLimitOptions>, ServerLimitOptionsValidator>();
        services.AddOptions<ServerLimitOptions>().Bind(configuration.GetSection(ServerLimitOptions.Section)).ValidateOnStart();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ServerLimitOptions>>((kestrel, options) => Apply(kestrel, options.Value));
        return services;
    }

    private static void Apply(KestrelServerOptions kestrel, ServerLimitOptions options)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = options.Connections;
        limits.MaxConcurrentUpgradedConnections = options.Sockets;
        limits.MaxRequestBodySize = MaxBody;
        limits.MaxRequestLineSize = MaxRequestLine;
        limits.MaxRequestHeadersTotalSize = MaxHeaders;
        limits.MaxRequestHeaderCount = MaxHeaderCount;
        limits.RequestHeadersTimeout = Headers;
        limits.KeepAliveTimeout = Idle;
        limits.MinRequestBodyDataRate = new MinDataRate(SlowestBytesPerSecond, Grace);
        limits.MinResponseDataRate = new MinDataRate(SlowestBytesPerSecond, Grace);
        limits.Http2.MaxStreamsPerConnection = StreamsPerConnection;
        kestrel.ConfigureHttpsDefaults(https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
    }
}
