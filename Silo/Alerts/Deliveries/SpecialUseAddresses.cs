using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>
/// Addresses that are not a host on the public internet: the special-purpose registries of IANA (RFC 6890 and what was added since), multicast, and every form
/// that carries such an IPv4 address inside an IPv6 one.
/// </summary>
internal static class SpecialUseAddresses
{
    private static readonly (byte[] Prefix, int Bits, string Name)[] Ranges =
    [
        Range("0.0.0.0/8", "this network"),
        Range("10.0.0.0/8", "private"),
        Range("100.64.0.0/10", "carrier-grade NAT"),
        Range("127.0.0.0/8", "loopback"),
        Range("169.254.0.0/16", "link-local"),
        Range("172.16.0.0/12", "private"),
        Range("192.0.0.0/24", "protocol assignments"),
        Range("192.0.2.0/24", "documentation"),
        Range("192.31.196.0/24", "AS112"),
        Range("192.52.193.0/24", "AMT"),
        Range("192.88.99.0/24", "6to4 relay"),
        Range("192.168.0.0/16", "private"),
        Range("192.175.48.0/24", "AS112"),
        Range("198.18.0.0/15", "benchmarking"),
        Range("198.51.100.0/24", "documentation"),
        Range("203.0.113.0/24", "documentation"),
        Range("224.0.0.0/4", "multicast"),
        Range("240.0.0.0/4", "reserved"),
        Range("::/128", "unspecified"),
        Range("::1/128", "loopback"),
        Range("::ffff:0:0/96", "IPv4-mapped"),
        Range("::ffff:0:0:0/96", "IPv4-translated"),
        Range("::/96", "IPv4-compatible"),
        Range("64:ff9b:1::/48", "local-use NAT64"),
        Range("100::/64", "discard-only"),
        Range("100:0:0:1::/64", "dummy prefix"),
        Range("2001::/23", "protocol assignments, Teredo"),
        Range("2001:db8::/32", "documentation"),
        Range("2002::/16", "6to4"),
        Range("2620:4f:8000::/48", "AS112"),
        Range("3fff::/20", "documentation"),
        Range("5f00::/16", "segment routing"),
        Range("fc00::/7", "unique local"),
        Range("fe80::/10", "link-local"),
        Range("fec0::/10", "site-local"),
        Range("ff00::/8", "multicast"),
    ];

    private static readonly (byte[] Prefix, int Bits, string Name) GlobalUnicast = Range("2000::/3", "global unicast");

    // The well-known NAT64 prefix stands for the IPv4 address in its last 32 bits: on a node without IPv4 every receiver has one.
    private static readonly (byte[] Prefix, int Bits, string Name) Nat64 = Range("64:ff9b::/96", "NAT64");

    /// <summary>What makes the address special, in words; null for a host on the public internet.</summary>
    public static string? NameOf(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            if (address.ScopeId != 0)
            {
                return "scoped";
            }

            if (IsIn(bytes, Nat64))
            {
                return NameOf(Embedded(bytes)) is { } inner ? $"NAT64 of {inner}" : null;
            }
        }
        else if (address.AddressFamily != AddressFamily.InterNetwork)
        {
            return "not an internet address";
        }

        foreach (var range in Ranges)
        {
            if (IsIn(bytes, range))
            {
                return range.Name;
            }
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 && !IsIn(bytes, GlobalUnicast) ? "not global unicast" : null;
    }

    /// <summary>The address a packet really goes to: the IPv4 one of an IPv4-mapped or NAT64 form, else the address itself.</summary>
    public static IPAddress Reached(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : IsIn(address.GetAddressBytes(), Nat64) ? Embedded(address.GetAddressBytes())
        : address;

    private static IPAddress Embedded(byte[] bytes) => new(bytes.AsSpan(12, 4));

    private static (byte[] Prefix, int Bits, string Name) Range(string range, string name)
    {
        var slash = range.IndexOf('/');
        return (IPAddress.Parse(range.AsSpan(0, slash)).GetAddressBytes(), int.Parse(range.AsSpan(slash + 1), CultureInfo.InvariantCulture), name);
    }

    /// <summary>On the bytes as they are: <see cref="IPNetwork.Contains"/> takes an IPv4-mapped address for an IPv4 one.</summary>
    private static bool IsIn(byte[] address, (byte[] Prefix, int Bits, string Name) range)
    {
        if (address.Length != range.Prefix.Length)
        {
            return false;
        }

        var (whole, rest) = Math.DivRem(range.Bits, 8);
        return address.AsSpan(0, whole).SequenceEqual(range.Prefix.AsSpan(0, whole))
            && (rest == 0 || (address[whole] ^ range.Prefix[whole]) >> (8 - rest) == 0);
    }
}
