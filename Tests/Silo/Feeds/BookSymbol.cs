using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Feeds.Pumps;
using QuantPlatform.Silo.Symbols;
using QuantPlatform.Tests.Silo.Storage;

namespace QuantPlatform.Tests.Silo.Feeds;

/// <summary>A symbol as the platform has it, ids, gaps and bars, over a store in memory: what a feed must lead to the right bars.</summary>
internal sealed class BookSymbol(string name, TimeProvider time, MemoryMarketStore store) : ISymbolPort, IDisposable
{
    private readonly SymbolBook book = new(TimeSpan.FromSeconds(5));
    private readonly SemaphoreSlim turn = new(1, 1);
    private SymbolJournal? journal;

    public ConcurrentQueue<TradeBatch> Batches { get; } = new();

    public ConcurrentQueue<FetchRequest> Requests { get; } = new();

    public SymbolCounters Counters => book.Counters;

    public long LastId => book.LastId;

    public void Dispose() => turn.Dispose();

    /// <summary>How many ids are missing, between two turns: inside one the ledger passes through states that are nobody's business.</summary>
    public async Task<long> Missing()
    {
        await turn.WaitAsync();
        var missing = book.Ids.Gaps.Sum(gap => gap.To == GapRecord.OpenEnd ? 1 : gap.To - gap.From + 1);
        turn.Release();
        return missing;
    }

    /// <summary>What is stored, ascending.</summary>
    public async Task<ImmutableArray<Bar>> Bars(Interval interval)
    {
        await turn.WaitAsync();
        var bars = store.Bars(interval);
        turn.Release();
        return bars;
    }

    public async Task<IngestResult> Ingest(TradeBatch batch)
    {
        Batches.Enqueue(batch);
        return await Write(static (book, message, now) => book.Apply(message, now), batch);
    }

    public async Task<IngestResult> Answer(FetchAnswer answer) => await Write(static (book, message, now) => book.Answer(message, now), answer);

    public Task<SymbolStatus> GetStatus() =>
        Task.FromResult(new SymbolStatus(null, book.LastTradeTime, book.OpenGaps, 0, 0, 0, 0, 0, 0, 0, null, null, book.CaughtUp));

    private async Task<IngestResult> Write<T>(Func<SymbolBook, T, long, BookChanges> apply, T message)
    {
        await turn.WaitAsync();
        try
        {
            return await Take(apply, message);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<IngestResult> Take<T>(Func<SymbolBook, T, long, BookChanges> apply, T message)
    {
        if (journal is null)
        {
            journal = new SymbolJournal(new SymbolKey("test", name), store, book);
            await journal.Load();
        }

        var changes = apply(book, message, (long)time.GetElapsedTime(0).TotalMilliseconds);
        await journal.Write(changes);
        changes.Fetches.ForEach(Requests.Enqueue);
        return new IngestResult([.. changes.Fetches], book.CaughtUp, book.LastTradeTime, book.LastId, [.. changes.Cancelled]);
    }
}
