using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Silo.Feeds.Pumps;
using QuantPlatform.Silo.Feeds.Rest;

namespace QuantPlatform.Silo.Feeds;

/// <summary>
/// The feed of one venue: its sockets, the pumps of its symbols, REST and watchdogs. A plain object with loops of its own (<see cref="VenueLoops"/>),
/// which run outside any grain's turn until <see cref="Stop"/>.
/// </summary>
internal sealed partial class VenueFeed(VenueSettings settings, VenuePorts ports, TimeProvider time, FeedMetrics metrics, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private readonly WantedSymbols wanted = new(settings.AlwaysOn, time);
    private readonly CancellationTokenSource stop = new();
    private readonly WeightBudget budget = new(time);
    private readonly Signal wish = new();
    private volatile VenueState state = new(settings.Venue, settings.Kind, FeedState.Connecting, time.GetUtcNow().ToUnixTimeMilliseconds(), "connecting");
    private volatile VenueLoops? loops;
    private Task work = Task.CompletedTask;

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
        var (running, venue) = (loops, state);
        var symbols = wanted.Current()
            .Select(symbol => running?.Status(symbol, venue) ?? VenueReport.Unsubscribed(symbol, venue, isListed: true))
            .OrderBy(status => status.Symbol, StringComparer.Ordinal);
        return new FeedStatus(venue, [.. symbols], budget.Used, running?.Garbage ?? 0, running?.HasFrames ?? false) { RestWeightLimit = budget.Limit };
    }

    private async Task Run(CancellationToken cancellationToken)
    {
        ports.EnterPrincipal();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var addresses = await settings.Addresses(cancellationToken);
                using var http = ports.Http(addresses.Rest);
                var rest = new BinanceRest(http, budget, time, metrics);
                var running = new VenueLoops(settings, ports, addresses, rest, wanted, wish, time, metrics, logger);
                loops = running;
                await running.Run(Publish, cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                LogNoExchange(logger, settings.Venue, error);
                Publish(new FeedVerdict(FeedState.Down, "the exchange cannot be started: " + error.Message));
                await Task.Delay(Retry, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
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

    [LoggerMessage(LogLevel.Information, "Feed {Venue} is {State}: {Reason}")]
    private static partial void LogState(ILogger logger, string venue, FeedState state, string reason);

    [LoggerMessage(LogLevel.Warning, "Feed {Venue} did not stop within {Patience}")]
    private static partial void LogSlow(ILogger logger, string venue, TimeSpan patience);

    [LoggerMessage(LogLevel.Warning, "Feed {Venue} has no exchange to connect to")]
    private static partial void LogNoExchange(ILogger logger, string venue, Exception error);
}
