namespace QuantPlatform.MarketSimulator.Sockets;

/// <summary>The one loop of a server: takes from the source what became due and hands it to the sockets that want it.</summary>
internal sealed partial class Broadcaster(IMarketSource source, SessionList sessions, ExchangeFaults faults, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly PeriodicStreams _periodic = new(source, time);
    private readonly List<LiveTrade> _due = [];
    private long _frames;
    private long _updates;

    /// <summary>Messages handed to sockets so far.</summary>
    public long Frames => Interlocked.Read(ref _frames);

    public async Task Run(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var wait = await Turn(cancellationToken);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, time, cancellationToken);
                else
                    await Task.Yield();
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // One bad turn must not silence the exchange.
            catch (Exception e)
#pragma warning restore CA1031
            {
                LogTurnFailed(logger, e);
                await Task.Delay(AfterFailure, time, CancellationToken.None);
            }
        }
    }

    private async ValueTask<TimeSpan> Turn(CancellationToken cancellationToken)
    {
        var streams = sessions.Streams();
        _due.Clear();
        var symbols = streams.Values
            .Where(s => s.Kind is StreamKind.AggTrade or StreamKind.Trade or StreamKind.BookTicker)
            .Select(s => s.Symbol)
            .ToHashSet();
        var wait = source.Advance(symbols, _due);
        foreach (var live in _due)
            await Publish(live, streams, cancellationToken);
        foreach (var message in _periodic.Due(streams.Values))
            await Publish(message, cancellationToken);
        return wait;
    }

    private async ValueTask Publish(LiveTrade live, Dictionary<string, MarketStream> streams, CancellationToken cancellationToken)
    {
        if (faults.Drops(live.Symbol.Name, live.Trade.Id))
            return;
        var prefix = live.Symbol.StreamPrefix;
        if (live.IsAggregate && streams.ContainsKey(prefix + "@aggTrade"))
            await Publish(new StreamMessage(prefix + "@aggTrade", StreamPayloads.AggTrade(live)), cancellationToken);
        if (live.RawKind is not null && streams.ContainsKey(prefix + "@trade"))
        {
            foreach (var (id, quantity) in RawTrades.Split(live))
                await Publish(new StreamMessage(prefix + "@trade", StreamPayloads.Trade(live, id, quantity)), cancellationToken);
        }

        if (streams.ContainsKey(prefix + "@bookTicker"))
            await Publish(new StreamMessage(prefix + "@bookTicker", StreamPayloads.BookTicker(live, ++_updates)), cancellationToken);
    }

    private async ValueTask Publish(StreamMessage message, CancellationToken cancellationToken)
    {
        foreach (var session in sessions.Open)
        {
            if (!session.Streams.ContainsKey(message.Stream))
                continue;
            Interlocked.Increment(ref _frames);
            await session.Offer(message, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of the simulated exchange failed; it goes on in a second.")]
    private static partial void LogTurnFailed(ILogger logger, Exception exception);
}
