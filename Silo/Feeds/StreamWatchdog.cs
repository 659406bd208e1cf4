using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Feeds.Rest;
using QuantPlatform.Silo.Feeds.Sockets;

namespace QuantPlatform.Silo.Feeds;

/// <summary>
/// Finds streams that were acknowledged but say nothing: an acknowledgement proves nothing. A symbol that has been quiet for 15 s is looked up over REST;
/// if it was traded meanwhile its stream is asked for again, and if that does not help its socket is replaced. While REST confirms the quiet it asks more and more rarely.
/// </summary>
internal sealed partial class StreamWatchdog(IMarketRest rest, bool hasAggTrades, TimeProvider time, ILogger logger)
{
    public static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>A trade that the exchange's clock passed by this much should have come over the stream, ms.</summary>
    private const long Overdue = 5_000;

    private readonly ConcurrentDictionary<SymbolFeed, Watch> watches = new();

    /// <summary>Whether a symbol's stream was found dead and has said nothing since.</summary>
    public bool IsDead(SymbolFeed symbol) => watches.TryGetValue(symbol, out var watch) && watch.Strikes > 0;

    /// <summary>Looks after the symbols of a socket; at most one is looked up per call.</summary>
    public async Task Check(FeedSlot slot, CancellationToken cancellationToken)
    {
        if (slot.State.Session is not { } session)
        {
            return;
        }

        SymbolFeed? due = null;
        foreach (var symbol in session.Active)
        {
            if (symbol.Quiet < FirstLook)
            {
                if (watches.TryGetValue(symbol, out var watch) && !watch.HasBeenQuietSince(symbol.Quiet, time))
                {
                    watches.TryRemove(symbol, out _);
                }
            }
            else if (due is null && session.HasCaughtUp(symbol) && watches.GetOrAdd(symbol, _ => new Watch()).IsDue(time))
            {
                due = symbol;
            }
        }

        if (due is not null)
        {
            await LookUp(slot, session, due, cancellationToken);
        }
    }

    /// <summary>A symbol is no longer subscribed.</summary>
    public void Forget(SymbolFeed symbol) => watches.TryRemove(symbol, out _);

    private async Task LookUp(FeedSlot slot, ActiveSession session, SymbolFeed symbol, CancellationToken cancellationToken)
    {
        var watch = watches.GetOrAdd(symbol, _ => new Watch());
        var traded = await NewestMissed(symbol, cancellationToken);
        var clock = session.Clock.Now;
        if (traded is not { } at || clock == 0 || at >= clock - Overdue || symbol.Quiet < FirstLook || !ReferenceEquals(slot.State.Session, session))
        {
            watch.Quiet(time);
            return;
        }

        watch.Strike(time);
        LogDead(logger, symbol.Symbol, symbol.Quiet);
        if (watch.Strikes == 1)
        {
            slot.Resubscribe(symbol);
        }
        else
        {
            slot.Reconnect($"the stream of {symbol.Symbol} says nothing although it is traded");
        }
    }

    /// <summary>Time of a trade that the symbol does not know yet; null when REST knows none or does not answer.</summary>
    private async Task<long?> NewestMissed(SymbolFeed symbol, CancellationToken cancellationToken)
    {
        var state = symbol.Pump.State;
        if (hasAggTrades)
        {
            var from = state.LastId >= 0 ? AggTradesFrom.At(state.LastId + 1) : AggTradesFrom.Newest;
            var trades = await rest.AggTrades(symbol.Symbol, from, RestPriority.Backfill, cancellationToken);
            return trades.Value is { Count: > 0 } rows ? rows[0].Time : null;
        }

        // Without ids to compare, a candle that began after the last trade and holds trades tells as much.
        var candles = await rest.Klines(symbol.Symbol, Interval.OneMinute, 0, 2, cancellationToken);
        return candles.Value?.FirstOrDefault(candle => candle.OpenTime > state.LastTradeTime && candle.Trades > 0)?.OpenTime;
    }

    private sealed class Watch
    {
        private TimeSpan pause = FirstLook;
        private long? lookedAt;

        public int Strikes { get; private set; }

        public bool IsDue(TimeProvider time) => lookedAt is not { } at || time.GetElapsedTime(at) >= pause;

        /// <summary>False when something was heard since the last look.</summary>
        public bool HasBeenQuietSince(TimeSpan quiet, TimeProvider time) => lookedAt is { } at && quiet >= time.GetElapsedTime(at);

        public void Quiet(TimeProvider time)
        {
            pause = lookedAt is null ? pause : pause * 2 < LongestPause ? pause * 2 : LongestPause;
            lookedAt = time.GetTimestamp();
        }

        public void Strike(TimeProvider time)
        {
            Strikes++;
            lookedAt = time.GetTimestamp();
            pause = FirstLook;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Symbol} was traded, but its stream has said nothing for {Quiet}")]
    private static partial void LogDead(ILogger logger, string symbol, TimeSpan quiet);
}
