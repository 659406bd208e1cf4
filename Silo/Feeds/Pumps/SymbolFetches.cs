using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Feeds.Rest;
using QuantPlatform.Silo.Feeds.Sockets;

namespace QuantPlatform.Silo.Feeds.Pumps;

/// <summary>The fetches of one symbol that are under way. Each delivers its pages in order and waits for each to be taken.</summary>
/// <param name="firstLive">The first id that came over the present connection; null before it.</param>
internal sealed partial class SymbolFetches(
    string symbol, IMarketRest rest, Func<FetchAnswer, CancellationToken, Task> deliver, Func<long?> firstLive, PumpSettings settings)
{
    private readonly ConcurrentDictionary<long, Running> running = new();

    /// <summary>Starts a fetch; an older one with the same id ends.</summary>
    public void Start(FetchRequest request, FeedSession? session, CancellationToken cancellationToken)
    {
        Cancel(request.Id);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pages = new FetchPages(symbol, request, session, rest, settings, deliver, firstLive);
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var fetch = new Running(stop, Run(start.Task, request, pages, stop));
        running[request.Id] = fetch;
        start.SetResult();
    }

    /// <summary>The symbol does not need it any more.</summary>
    public void Cancel(long id)
    {
        if (running.TryRemove(id, out var fetch))
        {
            fetch.Stop.Cancel();
            _ = fetch.Work.ContinueWith(_ => fetch.Stop.Dispose(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Completes when no fetch runs; to be awaited after all were cancelled.</summary>
    public Task Finished() => Task.WhenAll(running.Values.Select(fetch => fetch.Work));

    private async Task Run(Task started, FetchRequest request, FetchPages pages, CancellationTokenSource stop)
    {
        await started;
        try
        {
            await pages.Run(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            LogFailed(settings.Logger, request.Kind, symbol, error);
        }
        finally
        {
            // Whoever takes it out of the table disposes of it.
            if (running.TryGetValue(request.Id, out var mine) && ReferenceEquals(mine.Stop, stop)
                && running.TryRemove(new KeyValuePair<long, Running>(request.Id, mine)))
            {
                stop.Dispose();
            }
        }
    }

    private sealed record Running(CancellationTokenSource Stop, Task Work);

    [LoggerMessage(LogLevel.Error, "A fetch ({Kind}) for {Symbol} ended unexpectedly")]
    private static partial void LogFailed(ILogger logger, FetchKind kind, string symbol, Exception error);
}
