using System.Net;
using System.Net.Sockets;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>
/// Makes the connections of webhooks. The host is resolved once, every address it has must be allowed, and the socket goes to one of those very addresses: a name that
/// answers differently the next time gains nothing. TLS still proves the host's name.
/// </summary>
internal sealed class GuardedConnections(AddressGuard guard, IHostResolver resolver)
{
    private const int MaxAddressesTried = 4;
    private const int HeadersKilobytes = 16;

    /// <summary>A handler that follows nothing, remembers nothing and shares no connection.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        ConnectCallback = (context, cancellationToken) => Connect(context.DnsEndPoint, context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttp, cancellationToken),
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.Zero,
        MaxResponseHeadersLength = HeadersKilobytes,
        MaxResponseDrainSize = 0,
    };

    /// <exception cref="TargetRefusedException">An address of the host is not allowed.</exception>
    public async ValueTask<Stream> Connect(DnsEndPoint target, bool plain, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await resolver.Resolve(target.Host, cancellationToken);
        if (addresses.Count == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        if (addresses.Select(address => guard.Refuses(address, plain)).FirstOrDefault(reason => reason is not null) is { } refusal)
        {
            throw new TargetRefusedException(refusal);
        }

        SocketException? last = null;
        foreach (var address in addresses.Take(MaxAddressesTried))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, target.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException exception)
            {
                socket.Dispose();
                last = exception;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last!;
    }
}
