using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.AppHost;

/// <summary>Where the node listens, looked at before anything starts: a refused address must not cost a half-started node.</summary>
internal static class ListenAddresses
{
    /// <summary>The default of the key <c>urls</c>.</summary>
    public const string Default = "http://127.0.0.1:5080";

    private static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports"];

    /// <summary>True when the configuration leaves the address open.</summary>
    public static bool AreDefault(IConfiguration configuration) =>
        AddressKeys.All(key => string.IsNullOrWhiteSpace(configuration[key])) && !configuration.GetSection("Kestrel:Endpoints").Exists();

    /// <summary>Tries every address of <c>urls</c> that names an IP address or localhost and a port.</summary>
    /// <exception cref="NodeRefusedException">One is malformed or taken.</exception>
    public static void Check(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            BindingAddress address;
            try
            {
                address = BindingAddress.Parse(url);
            }
            catch (FormatException e)
            {
                throw new NodeRefusedException("urls", $"'{url}' is not an address of the form http://host:port.", e);
            }

            if (!address.IsUnixPipe && address.Port != 0 && Ip(address.Host) is { } ip)
            {
                Try(url, new IPEndPoint(ip, address.Port));
            }
        }
    }

    private static IPAddress? Ip(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.TryParse(host.Trim('[', ']'), out var ip) ? ip
        : null;

    private static void Try(string url, IPEndPoint endpoint)
    {
        try
        {
            using var listener = new TcpListener(endpoint);
            listener.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new NodeRefusedException("urls", $"{url} is in use by another program. Stop it, or give another address, for example --urls=http://127.0.0.1:{(endpoint.Port < 65_535 ? endpoint.Port + 1 : 5080)}", e);
        }
        catch (SocketException e)
        {
            throw new NodeRefusedException("urls", $"this machine does not allow listening on {url} ({e.Message}). Give another address, for example --urls={Default}", e);
        }
    }
}
