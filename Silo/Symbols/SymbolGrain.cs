using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Silo.Symbols;

/// <summary>The only writer of one symbol's trades and bars. What a trade or a silence means is decided by <see cref="SymbolBook"/>.</summary>
[GrainType("symbol")]
internal sealed partial class SymbolGrain(IMarketStore store, SymbolMetrics metrics, TimeProvider time, ILogger<SymbolGrain> logger)
    : Grain, ISymbolGrain
{
    /// <summary>How long live trades wait for missing ids (DOMAIN: "Identity of a trade").</summary>
    private static readonly TimeSpan GapPatience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan TickPeriod = TimeSpan.FromMilliseconds(250);

    /// <summary>A burst of more hints is cut to the newest: consumers see that bars are missing and pull them.</summary>
    private const int MaxHints = 1_000;

    private readonly SymbolBook book = new(GapPatience);
    private readonly CarriedClock clock = new(time);
    private SymbolJournal journal = null!;
    private SymbolKey symbol;
    private IAsyncStream<BarsClosed> stream = null!;
    private long? liveFrom;
    private Trade? lastTrade;
    private long? tickedAt;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        symbol = SymbolKey.Parse(this.GetPrimaryKeyString());
        journal = new SymbolJournal(symbol, store, book);
        stream = this.GetStreamProvider(SiloFeatures.BarStreams)
            .GetStream<BarsClosed>(StreamId.Create(SiloFeatures.BarStreams, symbol.ToString()));
        await journal.Load();
    }

    public Task<IngestResult> Ingest(TradeBatch batch)
    {
        liveFrom ??= batch.FrameClock > 0 ? batch.FrameClock : null;
        clock.Hear(Math.Max(batch.FrameClock, batch.SilentClock));
        return Commit(book.Apply(batch, Now));
    }

    public Task<IngestResult> Answer(FetchAnswer answer) => Commit(book.Answer(answer, Now));

    public Task<SymbolStatus> GetStatus() => Task.FromResult(SymbolStatuses.Of(book, journal, lastTrade));

    public Task<Bar?> GetOpenBar(Interval interval) => Task.FromResult(book.Preview(interval));

    public Task<RecentBars?> GetBarsAfter(Interval interval, long after, int limit) =>
        Task.FromResult(journal.Ring(interval).After(after, Math.Clamp(limit, 1, 1_000)) is { } recent ? recent with { Clock = clock.Now, LiveFrom = liveFrom } : null);

    private long Now => (long)time.GetElapsedTime(0).TotalMilliseconds;

    private async Task<IngestResult> Commit(BookChanges changes)
    {
        List<BarClosed> hints;
        try
        {
            hints = await journal.Write(changes);
        }
        catch (Exception exception)
        {
            // The store may or may not hold the change: read it again on the next call.
            LogWriteFailed(exception, symbol.ToString());
            DeactivateOnIdle();
            throw;
        }

        metrics.Count(symbol.Venue, changes);
        await Publish(hints);
        Tick(changes);
        return new IngestResult([.. changes.Fetches], book.CaughtUp, book.LastTradeTime, book.LastId, [.. changes.Cancelled]);
    }

    private async Task Publish(List<BarClosed> hints)
    {
        if (hints.Count == 0)
        {
            return;
        }

        try
        {
            await stream.OnNextAsync(new BarsClosed([.. hints.Skip(Math.Max(0, hints.Count - MaxHints)).Select(hint => hint with { Clock = clock.Now })]));
        }
        catch (InvalidOperationException exception)
        {
            // The queue is full. A hint may be lost: whoever waits for it pulls.
            LogHintLost(exception, symbol.ToString());
        }
    }

    private void Tick(BookChanges changes)
    {
        if (changes.Accepted.Count == 0)
        {
            return;
        }

        lastTrade = changes.Accepted.MaxBy(trade => trade.Id) is var newest && (lastTrade is null || newest.Id > lastTrade.Value.Id || book.Counters.Epochs > 0)
            ? newest
            : lastTrade;
        var timestamp = time.GetTimestamp();
        if (tickedAt is { } last && time.GetElapsedTime(last, timestamp) < TickPeriod)
        {
            return;
        }

        tickedAt = timestamp;
        _ = GrainFactory.GetGrain<ISymbolHubGrain>(symbol.ToString())
            .OnTick(new SymbolTick(symbol, lastTrade.Value.Time, lastTrade.Value.Price));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Symbol}: the market store refused a write; the symbol is loaded again.")]
    private partial void LogWriteFailed(Exception exception, string symbol);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Symbol}: the bar stream is full; subscribers will pull.")]
    private partial void LogHintLost(Exception exception, string symbol);
}
