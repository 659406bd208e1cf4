using QuantPlatform.Silo.Feeds.Pumps;

namespace QuantPlatform.Silo.Feeds.Sockets;

/// <summary>One subscribed symbol: its stream, its pump, and when it was heard of last.</summary>
internal sealed class SymbolFeed(string symbol, string stream, SymbolPump pump, TimeProvider time)
{
    private long lastFrameAt;
    private double lagMs = double.NaN;

    public string Symbol => symbol;

    /// <summary>Name of its stream, e.g. <c>btcusdt@aggTrade</c>.</summary>
    public string Stream => stream;

    public SymbolPump Pump => pump;

    /// <summary>The session in which its subscription is active; null while there is none.</summary>
    public ActiveSession? Session { get; set; }

    /// <summary>Nobody wants it any more: it takes part in no session.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>Time since its subscription became active or its last frame came, whichever is later.</summary>
    public TimeSpan Quiet => time.GetElapsedTime(Volatile.Read(ref lastFrameAt));

    /// <summary>Received time minus event time of the last frame, ms; null before the first.</summary>
    public double? LagMs => Volatile.Read(ref lagMs) is var lag && double.IsNaN(lag) ? null : lag;

    /// <summary>A frame came.</summary>
    /// <param name="lag">Received time minus event time, ms.</param>
    public void OnFrame(double lag)
    {
        Volatile.Write(ref lagMs, lag);
        Volatile.Write(ref lastFrameAt, time.GetTimestamp());
    }

    /// <summary>Its subscription became active.</summary>
    public void OnActive() => Volatile.Write(ref lastFrameAt, time.GetTimestamp());
}
