using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Feeds.Rest;

namespace QuantPlatform.Silo.Feeds.Pumps;

/// <summary>Asks REST for one page with the patience that the kind of fetch allows.</summary>
internal sealed class PageQuestion(string symbol, FetchKind kind, IMarketRest rest, PumpSettings settings)
{
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private RestPriority Priority => kind switch
    {
        FetchKind.Gap => RestPriority.Gap,
        FetchKind.After or FetchKind.ColdStart => RestPriority.CatchUp,
        FetchKind.Probe or FetchKind.Klines => RestPriority.Background,
        _ => RestPriority.Backfill,
    };

    public async Task<RestAnswer<IReadOnlyList<Trade>>> AggTrades(AggTradesFrom from, CancellationToken cancellationToken)
    {
        if (kind is not (FetchKind.Gap or FetchKind.After))
        {
            return await Retry(token => rest.AggTrades(symbol, from, Priority, token), cancellationToken);
        }

        // Waiting for the budget counts too: live trades are held meanwhile.
        using var deadline = new CancellationTokenSource(FetchPages.Patience, settings.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await Retry(token => rest.AggTrades(symbol, from, Priority, token), both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new RestAnswer<IReadOnlyList<Trade>>(null, "no answer within 5 s", MayRetry: true);
        }
    }

    /// <summary>Asks again after failures: a backfill until it succeeds, a probe never, everything else for 5 s.</summary>
    public async Task<RestAnswer<T>> Retry<T>(Func<CancellationToken, Task<RestAnswer<T>>> ask, CancellationToken cancellationToken)
    {
        var failingSince = 0L;
        var pause = kind == FetchKind.Backfill ? LongPause : ShortPause;
        while (true)
        {
            var answer = await ask(cancellationToken);
            if (answer.Succeeded || !answer.MayRetry || kind == FetchKind.Probe)
            {
                return answer;
            }

            failingSince = failingSince == 0 ? settings.Time.GetTimestamp() : failingSince;
            if (kind != FetchKind.Backfill && settings.Time.GetElapsedTime(failingSince) + pause > FetchPages.Patience)
            {
                return answer;
            }

            await Task.Delay(pause * (0.5 + NextJitter()), settings.Time, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private double NextJitter()
    {
        lock (settings.Jitter)
        {
            return settings.Jitter.NextDouble();
        }
    }
}
