using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace QuantPlatform.Web.Security;

/// <summary>The address a request counts for: an IPv4 address, or the /64 network of an IPv6 one, which is what one household has.</summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    public static string Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            var bytes = address.GetAddressBytes();
            bytes.AsSpan(NetworkBytes).Clear();
            return $"{new IPAddress(bytes)}/64";
        }

        return address.ToString();
    }
}
