namespace QuantPlatform.Silo.Feeds.Sockets;

/// <summary>The times and limits by which sockets live; the defaults follow what the exchange documents and what was measured of it.</summary>
internal sealed record SocketTimings
{
    public static readonly SocketTimings Default = new();

    /// <summary>A connection attempt that takes longer has failed.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A ping is sent this often; a dead connection is noticed by its missing pong, so that a quiet market is not a failure.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A pong that takes longer ends the connection.</summary>
    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A request that is not acknowledged by then ends the connection.</summary>
    public TimeSpan AcknowledgeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause between client messages: at most 5 a second.</summary>
    public TimeSpan SendSpacing { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The exchange ends a socket after 24 h; it is replaced before.</summary>
    public TimeSpan RotateAfter { get; init; } = TimeSpan.FromHours(23);

    /// <summary>A replacement that has not caught up by then takes over as it is.</summary>
    public TimeSpan RotateTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A connection that lasted this long was healthy: the next attempt is at once.</summary>
    public TimeSpan HealthyAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Streams on one socket at most.</summary>
    public int MaxStreams { get; init; } = 200;

    /// <summary>Stream names in one request at most.</summary>
    public int MaxNames { get; init; } = 200;

    /// <summary>A message beyond this many bytes is skipped.</summary>
    public int MaxMessage { get; init; } = 1 << 20;
}
