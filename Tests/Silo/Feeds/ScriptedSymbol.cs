using System.Collections.Concurrent;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Feeds.Pumps;

namespace QuantPlatform.Tests.Silo.Feeds;

/// <summary>A symbol that records what it is given, answers as told, and fails the test when two calls overlap.</summary>
internal sealed class ScriptedSymbol : ISymbolPort
{
    private int inside;
    private long lastId = -1, lastTime;

    public ConcurrentQueue<TradeBatch> Batches { get; } = new();

    public ConcurrentQueue<FetchAnswer> Answers { get; } = new();

    /// <summary>Every call in order: a batch or an answer.</summary>
    public ConcurrentQueue<object> Calls { get; } = new();

    /// <summary>What to ask for after a batch.</summary>
    public Func<TradeBatch, IEnumerable<FetchRequest>> Asks { get; set; } = _ => [];

    /// <summary>What is no longer needed after a batch.</summary>
    public Func<TradeBatch, IEnumerable<long>> Cancels { get; set; } = _ => [];

    /// <summary>Runs inside each call; may wait or throw.</summary>
    public Func<Task> Inside { get; set; } = () => Task.CompletedTask;

    public bool CaughtUp { get; set; } = true;

    public bool HasOverlapped { get; private set; }

    public async Task<IngestResult> Ingest(TradeBatch batch)
    {
        await Enter();
        Batches.Enqueue(batch);
        Calls.Enqueue(batch);
        foreach (var trade in batch.Trades)
        {
            (lastId, lastTime) = (Math.Max(lastId, trade.Id), Math.Max(lastTime, trade.Time));
        }

        Interlocked.Decrement(ref inside);
        return new IngestResult([.. Asks(batch)], CaughtUp, lastTime, lastId, [.. Cancels(batch)]);
    }

    public async Task<IngestResult> Answer(FetchAnswer answer)
    {
        await Enter();
        Answers.Enqueue(answer);
        Calls.Enqueue(answer);
        foreach (var trade in answer.Trades)
        {
            (lastId, lastTime) = (Math.Max(lastId, trade.Id), Math.Max(lastTime, trade.Time));
        }

        Interlocked.Decrement(ref inside);
        return new IngestResult([], CaughtUp, lastTime, lastId, []);
    }

    public Task<SymbolStatus> GetStatus() => Task.FromResult(new SymbolStatus(null, lastTime, 0, 0, 0, 0, 0, 0, 0, 0, null, null, CaughtUp));

    private async Task Enter()
    {
        HasOverlapped |= Interlocked.Increment(ref inside) != 1;
        try
        {
            await Inside();
        }
        catch
        {
            Interlocked.Decrement(ref inside);
            throw;
        }
    }
}
