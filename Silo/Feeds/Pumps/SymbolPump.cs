using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Symbols;

namespace QuantPlatform.Silo.Feeds.Pumps;

/// <summary>
/// Carries one symbol's queue and REST answers to the symbol, one awaited call at a time. A call that fails is made again until it succeeds:
/// the symbol takes everything idempotently by id.
/// </summary>
internal sealed partial class SymbolPump
{
    /// <summary>Trades in one batch at most.</summary>
    public const int MaxBatch = 2_000;

    /// <summary>An idle symbol hears of the clock this often, so that holds time out and silence closes bars.</summary>
    public static readonly TimeSpan IdleTick = TimeSpan.FromMilliseconds(250);

    /// <summary>And this often while there is no connection.</summary>
    public static readonly TimeSpan DisconnectedTick = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<PendingAnswer> answers = new();
    private readonly Signal signal = new();
    private readonly BatchCut cut = new();
    private readonly string symbol;
    private readonly ISymbolPort port;
    private readonly PumpSettings settings;
    private readonly SymbolFetches fetches;
    private long lastIngest;
    private volatile bool isTickDue, isCompleting;
    private volatile PumpState state = PumpState.Initial;

    public SymbolPump(string symbol, ISymbolPort port, Rest.IMarketRest rest, PumpSettings settings)
    {
        (this.symbol, this.port, this.settings) = (symbol, port, settings);
        Queue = new SymbolQueue(settings.QueueCapacity, signal.Raise, settings.Metrics.Dropped);
        fetches = new SymbolFetches(symbol, rest, Deliver, () => Queue.FirstId, settings);
        lastIngest = settings.Time.GetTimestamp();
    }

    /// <summary>Where the socket's reader puts what it has for the symbol.</summary>
    public SymbolQueue Queue { get; }

    /// <summary>What the symbol said last.</summary>
    public PumpState State => state;

    /// <summary>Time has passed: an idle symbol is told so.</summary>
    public void Tick()
    {
        isTickDue = true;
        signal.Raise();
    }

    /// <summary>Ends the pump once the symbol has what is in the queue; its fetches are given up.</summary>
    public void Complete()
    {
        isCompleting = true;
        signal.Raise();
    }

    /// <summary>Runs until completed or cancelled.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        using var fetching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await Ingest(silentClock: 0, fetching.Token);
            while (!isCompleting || !Queue.IsEmpty)
            {
                await signal.Wait(cancellationToken);
                while (await Step(fetching.Token))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Told to stop: what the symbol did not take any more (a stopping node refuses calls) is asked for again by the next connection.
        }
        finally
        {
            await fetching.CancelAsync();
            await fetches.Finished();
        }
    }

    /// <summary>One answer and one batch, or a tick when there is neither.</summary>
    /// <returns>True when there may be more to do.</returns>
    private async Task<bool> Step(CancellationToken cancellationToken)
    {
        var worked = false;
        if (answers.TryDequeue(out var pending))
        {
            var result = await Call(() => port.Answer(pending.Answer), cancellationToken);
            pending.Delivered.TrySetResult();
            Accept(result, cancellationToken);
            worked = true;
        }

        // Read before the queue is looked at: a trade that comes in between makes the queue non-empty, and then silence is not claimed.
        var silent = cut.Session?.Clock.Silent ?? 0;
        if (Queue.TryTake(cut, MaxBatch))
        {
            await Ingest(silentClock: 0, cancellationToken);
            return true;
        }

        var since = settings.Time.GetElapsedTime(lastIngest);
        if (isTickDue && (cut.Session is not null || since >= DisconnectedTick))
        {
            await Ingest(silent, cancellationToken);
        }

        return worked;
    }

    private async Task Ingest(long silentClock, CancellationToken cancellationToken)
    {
        var batch = cut.ToBatch(settings.Backfills, silentClock);
        isTickDue = false;
        lastIngest = settings.Time.GetTimestamp();
        var result = await Call(() => port.Ingest(batch), cancellationToken);
        settings.Metrics.Ingested(batch.Trades.Length);
        Accept(result, cancellationToken);
    }

    private void Accept(IngestResult result, CancellationToken cancellationToken)
    {
        state = new PumpState(cut.Session?.Number ?? 0, result.CaughtUp, result.LastTradeTime, result.LastId, Failure: null);
        foreach (var id in result.Cancelled)
        {
            fetches.Cancel(id);
        }

        foreach (var request in result.Fetches)
        {
            fetches.Start(request, cut.Session, cancellationToken);
        }
    }

    private async Task<IngestResult> Call(Func<Task<IngestResult>> call, CancellationToken cancellationToken)
    {
        for (var delay = FirstRetry; ; delay = delay * 2 < LastRetry ? delay * 2 : LastRetry)
        {
            try
            {
                return await call();
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                LogRefused(settings.Logger, symbol, delay, error);
                state = state with { Failure = error.Message };
                await Task.Delay(delay, settings.Time, cancellationToken);
            }
        }
    }

    private async Task Deliver(FetchAnswer answer, CancellationToken cancellationToken)
    {
        var pending = new PendingAnswer(answer, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        answers.Enqueue(pending);
        signal.Raise();
        await pending.Delivered.Task.WaitAsync(cancellationToken);
    }

    private sealed record PendingAnswer(FetchAnswer Answer, TaskCompletionSource Delivered);

    [LoggerMessage(LogLevel.Warning, "Symbol {Symbol} did not take its data; again in {Delay}")]
    private static partial void LogRefused(ILogger logger, string symbol, TimeSpan delay, Exception error);
}
