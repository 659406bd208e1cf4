using Microsoft.Extensions.Logging;

namespace QuantPlatform.Silo.Feeds.Pumps;

/// <summary>What a symbol said last.</summary>
/// <param name="Session">Number of the session it said it in; 0 without a connection.</param>
/// <param name="CaughtUp">It has everything that it missed before the session.</param>
/// <param name="LastTradeTime">Time of its newest trade, Unix ms; 0 when there is none.</param>
/// <param name="LastId">Its newest id; −1 when there is none.</param>
/// <param name="Failure">Why it takes nothing at the moment; null when it does.</param>
internal sealed record PumpState(long Session, bool CaughtUp, long LastTradeTime, long LastId, string? Failure)
{
    public static readonly PumpState Initial = new(0, CaughtUp: false, 0, -1, Failure: null);
}

/// <summary>What the pumps of a venue share.</summary>
/// <param name="Backfills">Missing ids can be asked for over REST (<c>aggTrade</c> mode).</param>
/// <param name="QueueCapacity">Trades a symbol's queue holds at most.</param>
/// <param name="Jitter">Makes retries uneven.</param>
internal sealed record PumpSettings(bool Backfills, int QueueCapacity, Random Jitter, TimeProvider Time, FeedMetrics Metrics, ILogger Logger)
{
    /// <summary>The default capacity of a symbol's queue: minutes of the busiest market.</summary>
    public const int DefaultQueueCapacity = 100_000;
}
