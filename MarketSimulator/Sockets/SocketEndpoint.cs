namespace QuantPlatform.MarketSimulator.Sockets;

/// <summary>Accepts sockets and runs a session on each.</summary>
internal sealed class SocketEndpoint(
    IMarketSource source, ExchangeOptions options, ExchangeFaults faults, SessionList sessions, TimeProvider time, CancellationToken stopping)
{
    private readonly StreamDirectory _directory = new(source);

    public async Task Handle(HttpContext context, SocketPath path)
    {
        if (faults.RefusesSockets())
        {
            context.Abort();
            return;
        }

        var accept = new WebSocketAcceptContext { KeepAliveInterval = options.PingInterval, KeepAliveTimeout = options.PongTimeout };
        using var socket = await context.WebSockets.AcceptWebSocketAsync(accept);
        var session = new MarketSession(socket, path, _directory, source, options, faults, time);
        sessions.Add(session);
        try
        {
            await session.Run(stopping);
        }
        finally
        {
            sessions.Remove(session);
        }
    }
}
