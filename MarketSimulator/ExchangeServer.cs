using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Logging.Abstractions;
using QuantPlatform.MarketSimulator.Faults;
using QuantPlatform.MarketSimulator.Rest;
using QuantPlatform.MarketSimulator.Sockets;

namespace QuantPlatform.MarketSimulator;

/// <summary>
/// A running simulated exchange that speaks the protocol of Binance USD-M futures on the same paths.
/// </summary>
/// <remarks>
/// <code>
/// await using var exchange = await ExchangeServer.Start(new SyntheticMarket(seed: 1, timeProvider), new ExchangeOptions { Port = 0 }, timeProvider);
/// // WebSocket: exchange.MarketUrl (+ "/stream?streams=…" or "/ws"), REST: exchange.RestUrl (+ "/fapi/v1/…")
/// exchange.Faults.CutSockets();
/// </code>
/// One loop serves all sockets and does nothing for symbols that nobody has subscribed. Disposing it aborts the sockets and frees the port.
/// </remarks>
public sealed class ExchangeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SessionList _sessions;
    private readonly Broadcaster _broadcaster;
    private readonly RestApi _rest;
    private readonly CancellationTokenSource _stopping = new();
    private Task _broadcasting = Task.CompletedTask;

    private ExchangeServer(WebApplication app, IMarketSource source, ExchangeOptions options, TimeProvider time, ILogger logger)
    {
        (_app, Source) = (app, source);
        Faults = new ExchangeFaults(time);
        _sessions = new SessionList();
        _broadcaster = new Broadcaster(source, _sessions, Faults, time, logger);
        _rest = new RestApi(source, options, Faults, time);
        Faults.AbortSockets = _sessions.AbortAll;

        var sockets = new SocketEndpoint(source, options, Faults, _sessions, time, _stopping.Token);
        var control = options.FaultControl ? new FaultEndpoint(Faults) : null;
        app.UseResponseCompression();
        app.UseWebSockets();
        app.Run(context => Dispatch(context, sockets, control));
    }

    /// <summary>What it trades.</summary>
    public IMarketSource Source { get; }

    /// <summary>What goes wrong on purpose.</summary>
    public ExchangeFaults Faults { get; }

    /// <summary>Base address of REST, such as <c>http://127.0.0.1:34567/</c>.</summary>
    public Uri RestUrl { get; private set; } = null!;

    /// <summary>The WebSocket root without a route; on its own it is the old path that stays silent.</summary>
    public Uri WebSocketUrl => new UriBuilder(RestUrl) { Scheme = "ws" }.Uri;

    /// <summary>Root of the streams of trades and candles, to which <c>/stream</c> or <c>/ws</c> is added.</summary>
    public Uri MarketUrl => new(WebSocketUrl, "market");

    /// <summary>Root of the raw trades and the book, to which <c>/stream</c> or <c>/ws</c> is added.</summary>
    public Uri PublicUrl => new(WebSocketUrl, "public");

    /// <summary>Open sockets.</summary>
    public int Sockets => _sessions.Open.Length;

    /// <summary>Messages of streams handed to sockets so far.</summary>
    public long Frames => _broadcaster.Frames;

    /// <summary>REST calls that arrived so far.</summary>
    public long RestCalls => _rest.Calls;

    /// <summary>Starts an exchange. Only its own failures are logged, not the lifetime of its web host.</summary>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<ExchangeServer> Start(
        IMarketSource source,
        ExchangeOptions? options = null,
        TimeProvider? time = null,
        ILoggerFactory? logging = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new ExchangeOptions();
        logging ??= NullLoggerFactory.Instance;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(options.Address, options.Port));
        builder.Services.AddResponseCompression();
        builder.Services.Configure<GzipCompressionProviderOptions>(o => o.Level = System.IO.Compression.CompressionLevel.Fastest);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.AddSingleton<IHostLifetime, InProcessLifetime>();

        var server = new ExchangeServer(builder.Build(), source, options, time ?? TimeProvider.System, logging.CreateLogger<ExchangeServer>());
        try
        {
            await server._app.StartAsync(cancellationToken);
        }
        catch
        {
            await server._app.DisposeAsync();
            throw;
        }

        var address = new Uri(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        var host = options.Address.Equals(IPAddress.Any) || options.Address.Equals(IPAddress.IPv6Any) ? "127.0.0.1" : address.Host;
        server.RestUrl = new UriBuilder(Uri.UriSchemeHttp, host, address.Port).Uri;
        server._broadcasting = Task.Run(() => server._broadcaster.Run(server._stopping.Token), CancellationToken.None);
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        Faults.Reset();
        _sessions.AbortAll();
        await _broadcasting;
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private Task Dispatch(HttpContext context, SocketEndpoint sockets, FaultEndpoint? control)
    {
        var path = context.Request.Path.Value ?? "";
        if (path.StartsWith("/fapi/v1/", StringComparison.Ordinal))
            return _rest.Handle(context, path["/fapi/v1/".Length..]);
        if (context.WebSockets.IsWebSocketRequest && SocketPath.Parse(path, context.Request.Query["streams"]) is { } socket)
            return sockets.Handle(context, socket);
        if (control is not null && path.StartsWith("/faults", StringComparison.Ordinal))
            return control.Handle(context, path);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
