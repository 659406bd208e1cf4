using System.Collections.Immutable;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Symbols;
using QuantPlatform.Tests.Silo.Storage;

namespace QuantPlatform.Tests.Silo.Symbols;

/// <summary>
/// Plays a feed against one symbol's book and journal: delivers batches, answers what the book asks for from the tape, and can be
/// restarted from what was stored. Time is a number that the test moves.
/// </summary>
internal sealed class BookDriver(ImmutableArray<Trade> tape)
{
    private static readonly SymbolKey Symbol = new("test", "XY");
    private readonly Queue<FetchRequest> asked = new();
    private SymbolBook book = new(TimeSpan.FromSeconds(5));
    private SymbolJournal? journal;
    private long connection;
    private long frameClock;

    public MemoryMarketStore Store { get; } = new();

    public SymbolBook Book => book;

    /// <summary>Monotonic time, ms.</summary>
    public long Now { get; set; } = 1_000;

    /// <summary>Trades up to this time exist at the exchange.</summary>
    public long ExchangeTime { get; set; }

    /// <summary>Rows of one REST page.</summary>
    public int PageSize { get; init; } = 1_000;

    public bool RestAnswers { get; set; } = true;

    public bool Backfills { get; init; } = true;

    public List<FetchRequest> Requests { get; } = [];

    public List<BarClosed> Hints { get; } = [];

    /// <summary>Opens a new connection; what was missed is asked for.</summary>
    public Task Connect()
    {
        connection++;
        frameClock = 0;
        return Deliver([]);
    }

    public async Task Disconnect() => await Take(book.Apply(new TradeBatch(0, Backfills, [], [], 0, 0, 0), Now));

    /// <summary>Delivers frames; the clock becomes the greatest time seen, plus <paramref name="clockAhead"/>.</summary>
    public async Task Deliver(IReadOnlyCollection<Trade> trades, long clockAhead = 0)
    {
        frameClock = trades.Count == 0 ? frameClock : Math.Max(frameClock, trades.Max(trade => trade.Time) + clockAhead);
        ExchangeTime = Math.Max(ExchangeTime, frameClock);
        await Take(book.Apply(new TradeBatch(connection, Backfills, [.. trades], [], 0, frameClock, 0), Now));
    }

    /// <summary>Another symbol's frame moves the clock.</summary>
    public Task Clock(long eventTime)
    {
        frameClock = Math.Max(frameClock, eventTime);
        ExchangeTime = Math.Max(ExchangeTime, frameClock);
        return Deliver([]);
    }

    public async Task Silence(long silentClock) =>
        await Take(book.Apply(new TradeBatch(connection, Backfills, [], [], 0, frameClock, silentClock), Now));

    /// <summary>Forgets everything in memory and loads what was stored.</summary>
    public async Task Restart()
    {
        book = new SymbolBook(TimeSpan.FromSeconds(5));
        journal = null;
        asked.Clear();
        frameClock = 0;
        await Journal();
    }

    /// <summary>Answers every open request.</summary>
    public async Task Answer()
    {
        while (RestAnswers && asked.TryDequeue(out var request))
        {
            foreach (var page in Pages(request))
            {
                await Take(book.Answer(page, Now));
            }
        }
    }

    private async Task Take(BookChanges changes)
    {
        Hints.AddRange(await (await Journal()).Write(changes));
        foreach (var request in changes.Fetches)
        {
            Requests.Add(request);
            asked.Enqueue(request);
        }
    }

    private async Task<SymbolJournal> Journal()
    {
        if (journal is null)
        {
            journal = new SymbolJournal(Symbol, Store, book);
            await journal.Load();
        }

        return journal;
    }

    private IEnumerable<FetchAnswer> Pages(FetchRequest request)
    {
        var known = tape.Where(trade => trade.Time <= ExchangeTime).OrderBy(trade => trade.Id).ToList();
        var newest = known.Count == 0 ? 0 : known[^1].Time;
        var coveredFrom = newest - 600_000;
        var rows = request.Kind switch
        {
            FetchKind.ColdStart => known.Where(trade => trade.Time >= coveredFrom),
            FetchKind.After or FetchKind.Probe => known.Where(trade => trade.Id >= request.FromId),
            FetchKind.Gap or FetchKind.Backfill => known.Where(trade => trade.Id >= request.FromId && trade.Id <= request.ToId),
            _ => [],
        };
        var pages = rows.Chunk(PageSize).ToList();
        if (pages.Count == 0)
        {
            pages.Add([]);
        }

        for (var i = 0; i < pages.Count; i++)
        {
            yield return TapeBuilder.Rows(request, connection, pages[i], coveredFrom, i == pages.Count - 1, askedAt: ExchangeTime);
        }
    }
}
