using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Feeds.Pumps;
using QuantPlatform.Silo.Feeds.Protocol;
using QuantPlatform.Silo.Feeds.Rest;
using QuantPlatform.Silo.Feeds.Sockets;

namespace QuantPlatform.Silo.Feeds;

/// <summary>
/// The feed of one venue: its sockets, the pumps of its symbols, REST and watchdogs. A plain object with loops of its own, which run outside
/// any grain's turn until <see cref="Stop"/>.
/// </summary>
internal sealed partial class VenueFeed(VenueSettings settings, VenuePorts ports, TimeProvider time, FeedMetrics metrics, ILogger logger) : IAsyncDisposable
{
    /// <summary>How often pumps are ticked and states judged.</summary>
    private static readonly TimeSpan Beat = SymbolPump.IdleTick;

    /// <summary>A beat that comes this late means that the process stood still.</summary>
    private static readonly TimeSpan Stall = TimeSpan.FromMilliseconds(750);

    private static readonly TimeSpan StatusEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AddressRetry = TimeSpan.FromSeconds(5);

    private readonly WantedSymbols wanted = new(settings.AlwaysOn, time);
    private readonly CancellationTokenSource stop = new();
    private readonly WeightBudget budget = new(time);
    private readonly Signal wish = new();
    private volatile ImmutableHashSet<string>? listed;
    private volatile Running? parts;
    private volatile VenueState state = new(settings.Venue, settings.Kind, FeedState.Connecting, time.GetUtcNow().ToUnixTimeMilliseconds(), "connecting");
    private Task work = Task.CompletedTask;
    private string addressFailure = "";
    private long lastNumber;

    /// <summary>The venue's state.</summary>
    public VenueState State => state;

    /// <summary>True while somebody asks for symbols of this venue.</summary>
    public bool IsWanted => wanted.IsAsked;

    /// <summary>Starts the loops. They inherit nothing of the caller's context.</summary>
    public void Start()
    {
        using (ExecutionContext.SuppressFlow())
        {
            work = Task.Run(() => Run(stop.Token));
        }
    }

    /// <summary>Ends the loops, at once and without waiting for what they are doing beyond a call under way.</summary>
    public async Task Stop(TimeSpan patience)
    {
        await stop.CancelAsync();
        try
        {
            await work.WaitAsync(patience, time);
        }
        catch (TimeoutException)
        {
            LogSlow(logger, settings.Venue, patience);
        }

        budget.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop(TimeSpan.FromSeconds(2));
        stop.Dispose();
    }

    /// <summary>Takes or renews the leases of symbols.</summary>
    public void Want(IEnumerable<string> symbols)
    {
        wanted.Want(symbols);
        wish.Raise();
    }

    /// <summary>The venue and its symbols as of now.</summary>
    public FeedStatus Status()
    {
        var now = parts;
        var symbols = wanted.Current().Select(symbol => StatusOf(symbol, now)).OrderBy(status => status.Symbol, StringComparer.Ordinal);
        return new FeedStatus(state, [.. symbols], budget.Used, now?.Sockets.Garbage ?? 0, now?.Sockets.HasFrames ?? false);
    }

    private async Task Run(CancellationToken cancellationToken)
    {
        ports.EnterPrincipal();
        var catalogue = new CatalogueRefresh(ports, time, logger);
        try
        {
            var addresses = await FindExchange(cancellationToken);
            using var http = ports.Http(addresses.Rest);
            var rest = new BinanceRest(http, budget, metrics);
            var running = Compose(addresses, rest);
            parts = running;
            await catalogue.Load(symbols => listed = symbols, cancellationToken);
            Task[] loops =
            [
                Guard("subscriptions", () => Subscribe(running, cancellationToken)),
                Guard("beat", () => Pulse(running, cancellationToken)),
                Guard("watchdog", () => Watch(running, cancellationToken)),
                Guard("status", () => PollStatus(running, cancellationToken)),
                Guard("catalogue", () => catalogue.Run(rest, symbols => { listed = symbols; wish.Raise(); }, cancellationToken)),
            ];
            await Task.WhenAll(loops);
            await running.Symbols.Finished();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private Running Compose(ExchangeAddresses addresses, IMarketRest rest)
    {
        var random = new Random(settings.Seed);
        var kind = settings.Stream == FeedOptions.Trade ? FrameKind.Trade : FrameKind.AggTrade;
        var stream = new Uri(addresses.WebSocket.AbsoluteUri.TrimEnd('/') + "/stream");
        var sockets = new SlotContext(stream, kind, settings.Timings, time, random, NextNumber, metrics, logger);
        var pumps = new PumpSettings(kind == FrameKind.AggTrade, settings.QueueCapacity, random, time, metrics, logger);
        return new Running(
            sockets, new SymbolSet(settings, ports, sockets, pumps, rest), new StreamWatchdog(rest, pumps.Backfills, time, logger));
    }

    private async Task<ExchangeAddresses> FindExchange(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await settings.Addresses(cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                addressFailure = "the exchange cannot be started: " + error.Message;
                LogNoExchange(logger, settings.Venue, error);
                Publish(new FeedVerdict(FeedState.Down, addressFailure));
                await Task.Delay(AddressRetry, time, cancellationToken);
            }
        }
    }

    private async Task Subscribe(Running running, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(WantedSymbols.Lease / 6, time);
        var elapsed = timer.WaitForNextTickAsync(cancellationToken).AsTask();
        while (true)
        {
            var known = listed;
            await running.Symbols.Become([.. wanted.Current().Where(symbol => known is null || known.Contains(symbol))], cancellationToken);
            var wished = wish.Wait(cancellationToken);
            if (await Task.WhenAny(wished, elapsed) == elapsed)
            {
                await elapsed;
                elapsed = timer.WaitForNextTickAsync(cancellationToken).AsTask();
                wish.Raise();
            }

            await wished;
        }
    }

    private async Task Pulse(Running running, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        var last = time.GetTimestamp();
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var hasStalled = time.GetElapsedTime(last) > Stall;
            last = time.GetTimestamp();
            var slots = running.Symbols.Slots;
            foreach (var slot in slots)
            {
                if (slot.State.Session is { } session)
                {
                    if (hasStalled)
                    {
                        session.Clock.OnStall();
                    }

                    session.StartClock(slot.Symbols.Feeds.Length);
                }

                slot.CheckRequests();
            }

            foreach (var member in running.Symbols.Members)
            {
                member.Feed.Pump.Tick();
            }

            Publish(FeedStateRules.OfVenue(slots.Select(Judge)));
        }
    }

    private async Task Watch(Running running, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            foreach (var slot in running.Symbols.Slots)
            {
                await running.Watchdog.Check(slot, cancellationToken);
            }
        }
    }

    private async Task PollStatus(Running running, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(StatusEvery, time);
        do
        {
            await Task.WhenAll(running.Symbols.Members.Select(Poll));
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task Poll(SymbolSet.Member member)
    {
        try
        {
            var symbol = ports.Symbol(member.Feed.Symbol);
            member.Status = await symbol.GetStatus();
            symbol.OnFeedState(StatusOf(member.Feed.Symbol, parts).State);
        }
        catch (Exception error)
        {
            LogNoStatus(logger, member.Feed.Symbol, error);
        }
    }

    /// <summary>A loop that fails is started again: a feed must not die of one bad answer.</summary>
    private async Task Guard(string loop, Func<Task> run)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await run();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LogLoopFailed(logger, settings.Venue, loop, error);
                await Task.Delay(Beat, time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private FeedVerdict Judge(FeedSlot slot)
    {
        var current = slot.State;
        var session = current.Session;
        var caughtUp = session is null ? 0 : session.Active.Count(session.HasCaughtUp);
        return FeedStateRules.OfSocket(new SocketView(
            session is not null, time.GetElapsedTime(current.Since), session?.Clock.SinceLastFrame, current.Reason, slot.Symbols.Feeds.Length, caughtUp));
    }

    private SymbolFeedStatus StatusOf(string symbol, Running? now)
    {
        var member = now?.Symbols.Find(symbol);
        var isListed = listed is not { } known || known.Contains(symbol);
        if (member is null)
        {
            var verdict = FeedStateRules.OfSymbol(new FeedVerdict(state.State, state.Reason), new SymbolView(isListed, false, false, false, null));
            return new SymbolFeedStatus(symbol, verdict.State, verdict.Reason, null, null, 0, 0, 0, 0, 0, 0, 0);
        }

        var feed = member.Feed;
        var view = new SymbolView(isListed, feed.Session is not null, feed.Session?.HasCaughtUp(feed) ?? false, now!.Watchdog.IsDead(feed), feed.Pump.State.Failure);
        var judged = FeedStateRules.OfSymbol(Judge(member.Slot), view);
        var counts = member.Status;
        var lastTrade = feed.Pump.State.LastTradeTime is > 0 and var last ? last : counts?.LastTradeTime;
        return new SymbolFeedStatus(
            symbol, judged.State, judged.Reason, lastTrade, feed.LagMs, counts?.OpenGaps ?? 0, counts?.FilledGaps ?? 0, counts?.FailedGaps ?? 0,
            counts?.Duplicates ?? 0, counts?.Early ?? 0, counts?.Late ?? 0, counts?.Rejected ?? 0);
    }

    private void Publish(FeedVerdict verdict)
    {
        if (verdict.State == state.State && verdict.Reason == state.Reason)
        {
            return;
        }

        var since = verdict.State == state.State ? state.Since : time.GetUtcNow().ToUnixTimeMilliseconds();
        state = new VenueState(settings.Venue, settings.Kind, verdict.State, since, verdict.Reason);
        LogState(logger, settings.Venue, verdict.State, verdict.Reason);
        ports.OnState(state);
    }

    /// <summary>Rises across restarts too, because it never falls behind the machine's clock.</summary>
    private long NextNumber()
    {
        lock (wanted)
        {
            return lastNumber = Math.Max(lastNumber + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
        }
    }

    private sealed record Running(SlotContext Sockets, SymbolSet Symbols, StreamWatchdog Watchdog);

    [LoggerMessage(LogLevel.Information, "Feed {Venue} is {State}: {Reason}")]
    private static partial void LogState(ILogger logger, string venue, FeedState state, string reason);

    [LoggerMessage(LogLevel.Warning, "Feed {Venue} did not stop within {Patience}")]
    private static partial void LogSlow(ILogger logger, string venue, TimeSpan patience);

    [LoggerMessage(LogLevel.Warning, "Feed {Venue} has no exchange to connect to")]
    private static partial void LogNoExchange(ILogger logger, string venue, Exception error);

    [LoggerMessage(LogLevel.Debug, "Symbol {Symbol} did not say how it fares")]
    private static partial void LogNoStatus(ILogger logger, string symbol, Exception error);

    [LoggerMessage(LogLevel.Error, "Feed {Venue}: its {Loop} loop failed and is started again")]
    private static partial void LogLoopFailed(ILogger logger, string venue, string loop, Exception error);
}
