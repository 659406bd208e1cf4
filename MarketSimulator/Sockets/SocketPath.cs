using Microsoft.Extensions.Primitives;

namespace QuantPlatform.MarketSimulator.Sockets;

/// <summary>What the address of a socket says: route, combined or raw payloads, streams to begin with.</summary>
internal sealed record SocketPath(StreamRoute Route, bool Combined, IReadOnlyList<string> Streams)
{
    public static SocketPath? Parse(string path, StringValues streams)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var route = parts.FirstOrDefault() switch
        {
            "market" => StreamRoute.Market,
            "public" => StreamRoute.Public,
            _ => StreamRoute.Unrouted,
        };
        var rest = route == StreamRoute.Unrouted ? parts : parts[1..];
        return rest switch
        {
            ["ws", .. var names] => new SocketPath(route, false, names),
            ["stream"] => new SocketPath(route, true, streams.SelectMany(s => (s ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries)).ToArray()),
            _ => null,
        };
    }
}
