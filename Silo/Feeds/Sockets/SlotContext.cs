using Microsoft.Extensions.Logging;

namespace QuantPlatform.Silo.Feeds.Sockets;

/// <summary>What the sockets of a venue share.</summary>
/// <param name="Address">Where combined streams are had, e.g. <c>wss://fstream.binance.com/market/stream</c>.</param>
/// <param name="Kind">The kind of frame that counts: <c>AggTrade</c> or <c>Trade</c>; the other one is not ours.</param>
/// <param name="NextNumber">Gives session numbers, each greater than all before.</param>
internal sealed record SlotContext(
    Uri Address, Protocol.FrameKind Kind, SocketTimings Timings, TimeProvider Time, Random Random, Func<long> NextNumber, FeedMetrics Metrics, ILogger Logger)
{
    private long garbage, frames;

    /// <summary>Frames that could not be read, since the start.</summary>
    public long Garbage => Interlocked.Read(ref garbage);

    /// <summary>True once a market frame has come in.</summary>
    public bool HasFrames => Interlocked.Read(ref frames) > 0;

    public void OnGarbage()
    {
        Interlocked.Increment(ref garbage);
        Metrics.Garbage();
    }

    public void OnFrame(double lagMs)
    {
        Interlocked.Increment(ref frames);
        Metrics.Frame(lagMs);
    }
}
