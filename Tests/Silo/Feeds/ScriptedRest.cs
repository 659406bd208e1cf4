using System.Collections.Concurrent;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Feeds.Rest;

namespace QuantPlatform.Tests.Silo.Feeds;

/// <summary>REST over a list of trades whose ids run from <c>first</c> on, one every 10 ms.</summary>
internal sealed class ScriptedRest(long first, long count, long startTime) : IMarketRest
{
    public ConcurrentQueue<string> Questions { get; } = new();

    /// <summary>Fails a question; null: it is answered.</summary>
    public Func<string, (string Failure, bool MayRetry)?> Fails { get; set; } = _ => null;

    /// <summary>Waits before each answer.</summary>
    public Func<CancellationToken, Task> Before { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<Bar> Candles { get; set; } = [];

    public long Last => first + count - 1;

    public Trade Row(long id) => new(id, 100 + (id % 7), 1, startTime + ((id - first) * 10), id % 2 == 0, id, id);

    public async Task<RestAnswer<IReadOnlyList<Trade>>> AggTrades(string symbol, AggTradesFrom from, RestPriority priority, CancellationToken cancellationToken)
    {
        var question = from.Id is { } id ? $"from {id}" : from.Time is { } time ? $"since {time}" : "newest";
        Questions.Enqueue(question);
        await Before(cancellationToken);
        if (Fails(question) is { } failure)
        {
            return new RestAnswer<IReadOnlyList<Trade>>(null, failure.Failure, failure.MayRetry);
        }

        var begin = from.Id is { } asked ? Math.Max(first, asked)
            : from.Time is { } since ? first + Math.Max(0, (since - startTime + 9) / 10)
            : Math.Max(first, Last - IMarketRest.PageSize + 1);
        List<Trade> rows = [];
        for (var next = begin; next <= Last && rows.Count < IMarketRest.PageSize; next++)
        {
            rows.Add(Row(next));
        }

        return new RestAnswer<IReadOnlyList<Trade>>(rows, null, MayRetry: true);
    }

    public async Task<RestAnswer<IReadOnlyList<Bar>>> Klines(string symbol, Interval interval, long endTime, int limit, CancellationToken cancellationToken)
    {
        Questions.Enqueue($"klines {interval.Name()} {endTime} {limit}");
        await Before(cancellationToken);
        return new RestAnswer<IReadOnlyList<Bar>>([.. Candles.Where(candle => endTime == 0 || candle.OpenTime <= endTime).TakeLast(limit)], null, MayRetry: true);
    }

    public Task<RestAnswer<ExchangeInfo>> ExchangeInfo(CancellationToken cancellationToken) =>
        Task.FromResult(new RestAnswer<ExchangeInfo>(null, "not scripted", MayRetry: true));
}
