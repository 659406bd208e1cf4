using System.Net;

namespace QuantPlatform.MarketSimulator;

/// <summary>Where the simulated exchange listens and how strict it is.</summary>
public sealed record ExchangeOptions
{
    /// <summary>The default value is 127.0.0.1.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0 (the default) = any free port.</summary>
    public int Port { get; init; }

    /// <summary>Time between the server's pings. The default value is 3 minutes.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>A socket that sends no pong for so long is dropped. The default value is 10 minutes.</summary>
    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Streams a socket may hold; the next one is answered with error code 4 and close 1008. The default value is 1024.</summary>
    public int MaxStreams { get; init; } = 1024;

    /// <summary>Client messages at once before a socket is closed with 1008. The default value is 20.</summary>
    public int MessageBurst { get; init; } = 20;

    /// <summary>Client messages a second in the long run. The default value is 10.</summary>
    public double MessagesPerSecond { get; init; } = 10;

    /// <summary>REST weight a clock minute. The default value is 2400.</summary>
    public int RestWeightPerMinute { get; init; } = 2400;

    /// <summary>Frames that may wait for one reader. The default value is 1024.</summary>
    public int SendQueue { get; init; } = 1024;

    /// <summary>A reader that takes nothing for so long is cut. The default value is 10 s.</summary>
    public TimeSpan SlowReaderTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether <c>/faults</c> answers over HTTP. The default value is false.</summary>
    public bool FaultControl { get; init; }
}
