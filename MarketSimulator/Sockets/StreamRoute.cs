namespace QuantPlatform.MarketSimulator.Sockets;

/// <summary>The path a socket was opened on; it decides which streams carry data.</summary>
internal enum StreamRoute
{
    /// <summary>The old paths: everything is acknowledged, nothing is delivered.</summary>
    Unrouted,
    Market,
    Public,
}
