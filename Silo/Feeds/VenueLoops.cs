using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Silo.Feeds.Pumps;
using QuantPlatform.Silo.Feeds.Protocol;
using QuantPlatform.Silo.Feeds.Rest;
using QuantPlatform.Silo.Feeds.Sockets;

namespace QuantPlatform.Silo.Feeds;

/// <summary>The loops of a venue's feed: subscriptions, the beat, the watchdog, the symbols' counters, the symbol list.</summary>
internal sealed partial class VenueLoops
{
    /// <summary>How often pumps are ticked and states judged.</summary>
    private static readonly TimeSpan Beat = SymbolPump.IdleTick;

    /// <summary>A beat that comes this late means that the process stood still.</summary>
    private static readonly TimeSpan Stall = TimeSpan.FromMilliseconds(750);

    private static readonly TimeSpan StatusEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly VenueSettings settings;
    private readonly VenuePorts ports;
    private readonly WantedSymbols wanted;
    private readonly Signal wish;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly IMarketRest rest;
    private readonly SlotContext sockets;
    private readonly SymbolSet symbols;
    private readonly StreamWatchdog watchdog;
    private readonly VenueReport report;
    private volatile ImmutableHashSet<string>? listed;
    private long lastNumber;

    public VenueLoops(
        VenueSettings settings, VenuePorts ports, ExchangeAddresses addresses, IMarketRest rest, WantedSymbols wanted, Signal wish,
        TimeProvider time, FeedMetrics metrics, ILogger logger)
    {
        (this.settings, this.ports, this.rest, this.wanted, this.wish, this.time, this.logger) = (settings, ports, rest, wanted, wish, time, logger);
        var random = new Random(settings.Seed);
        var kind = settings.Stream == FeedOptions.Trade ? FrameKind.Trade : FrameKind.AggTrade;
        var stream = new Uri(addresses.WebSocket.AbsoluteUri.TrimEnd('/') + "/stream");
        var pumps = new PumpSettings(kind == FrameKind.AggTrade, settings.QueueCapacity, random, time, metrics, logger);
        sockets = new SlotContext(stream, kind, settings.Timings, time, random, NextNumber, metrics, logger);
        symbols = new SymbolSet(settings, ports, sockets, pumps, rest);
        watchdog = new StreamWatchdog(rest, pumps.Backfills, time, logger);
        report = new VenueReport(symbols, watchdog, time);
    }

    /// <summary>Frames that could not be read.</summary>
    public long Garbage => sockets.Garbage;

    /// <summary>True once a market frame has come in.</summary>
    public bool HasFrames => sockets.HasFrames;

    /// <summary>How a wanted symbol fares.</summary>
    public SymbolFeedStatus Status(string symbol, VenueState venue) => report.Symbol(symbol, venue, IsListed(symbol));

    /// <summary>Runs until cancelled.</summary>
    /// <param name="onVerdict">Hears, with every beat, how the venue fares.</param>
    public async Task Run(Action<FeedVerdict> onVerdict, CancellationToken cancellationToken)
    {
        var catalogue = new CatalogueRefresh(ports, time, logger);
        await catalogue.Load(OnList, cancellationToken);
        await Task.WhenAll(
            Guard("subscription", Subscribe, cancellationToken),
            Guard("beat", token => Pulse(onVerdict, token), cancellationToken),
            Guard("watchdog", Watch, cancellationToken),
            Guard("status", PollStatus, cancellationToken),
            Guard("catalogue", token => catalogue.Run(rest, OnList, token), cancellationToken));
        await symbols.Finished();
    }

    private bool IsListed(string symbol) => listed is not { } known || known.Contains(symbol);

    private void OnList(ImmutableHashSet<string> list)
    {
        listed = list;
        wish.Raise();
    }

    private async Task Subscribe(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(WantedSymbols.Lease / 6, time);
        var elapsed = timer.WaitForNextTickAsync(cancellationToken).AsTask();
        while (true)
        {
            symbols.Become([.. wanted.Current().Where(IsListed)], watchdog.Forget, cancellationToken);
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

    private async Task Pulse(Action<FeedVerdict> onVerdict, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        var last = time.GetTimestamp();
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var hasStalled = time.GetElapsedTime(last) > Stall;
            last = time.GetTimestamp();
            foreach (var slot in symbols.Slots)
            {
                slot.OnBeat(hasStalled);
            }

            foreach (var member in symbols.Members)
            {
                member.Feed.Pump.Tick();
            }

            onVerdict(report.Venue());
        }
    }

    private async Task Watch(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            foreach (var slot in symbols.Slots)
            {
                await watchdog.Check(slot, cancellationToken);
            }
        }
    }

    private async Task PollStatus(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(StatusEvery, time);
        do
        {
            await Task.WhenAll(symbols.Members.Select(Poll));
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task Poll(SymbolSet.Member member)
    {
        var name = member.Feed.Symbol;
        try
        {
            var symbol = ports.Symbol(name);
            member.Status = await symbol.GetStatus();
            symbol.OnFeedState(report.Of(member, IsListed(name)).State);
        }
        catch (Exception error)
        {
            LogNoStatus(logger, name, error);
        }
    }

    /// <summary>A loop that fails is started again: a feed must not die of one bad answer.</summary>
    private async Task Guard(string loop, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await run(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LogLoopFailed(logger, settings.Venue, loop, error);
                await Task.Delay(Beat, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Rises across restarts too, because it never falls behind the machine's clock.</summary>
    private long NextNumber()
    {
        lock (symbols)
        {
            return lastNumber = Math.Max(lastNumber + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
        }
    }

    [LoggerMessage(LogLevel.Debug, "Symbol {Symbol} did not say how it fares")]
    private static partial void LogNoStatus(ILogger logger, string symbol, Exception error);

    [LoggerMessage(LogLevel.Error, "Feed {Venue}: its {Loop} loop failed and is started again")]
    private static partial void LogLoopFailed(ILogger logger, string venue, string loop, Exception error);
}
