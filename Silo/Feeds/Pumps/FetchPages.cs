using System.Collections.Immutable;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Feeds.Rest;
using QuantPlatform.Silo.Feeds.Sockets;

namespace QuantPlatform.Silo.Feeds.Pumps;

/// <summary>Works one <see cref="FetchRequest"/> off: asks REST page after page and delivers each.</summary>
/// <param name="firstLive">The first id that came over the present connection; null before it.</param>
internal sealed class FetchPages(
    string symbol, FetchRequest request, FeedSession? session, IMarketRest rest, PumpSettings settings, Func<FetchAnswer, CancellationToken, Task> deliver,
    Func<long?> firstLive)
{
    /// <summary>Somebody waits for gaps and catch-ups: they are answered, or given up, within this time.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Most pages of a catch-up.</summary>
    public const int MaxPages = 20;

    /// <summary>Most trades of a cold start before those that come live: these count always, however many came meanwhile.</summary>
    public const int MaxColdTrades = 20_000;

    /// <summary>How far a cold start reaches back from the newest trade, ms.</summary>
    private const long ColdSpan = 600_000;

    private const long Minute = 60_000;
    private const long KlineGrace = 250;

    private readonly PageQuestion question = new(symbol, request.Kind, rest, settings);
    private long askedAt;

    /// <summary>Delivers at least one answer, the last of them marked so, unless cancelled.</summary>
    public Task Run(CancellationToken cancellationToken) => request.Kind switch
    {
        FetchKind.Klines => Klines(cancellationToken),
        _ when !settings.Backfills => Fail(RestFailures.Unavailable, cancellationToken),
        FetchKind.ColdStart => ColdStart(cancellationToken),
        FetchKind.After => Pages(request.FromId, long.MaxValue, MaxPages, 0, cancellationToken),
        FetchKind.Probe => Pages(request.FromId, long.MaxValue, 1, 0, cancellationToken),
        _ => Pages(request.FromId, request.ToId, int.MaxValue, 0, cancellationToken),
    };

    private async Task Pages(long from, long to, int maxPages, long coveredFrom, CancellationToken cancellationToken)
    {
        for (var page = 1; ; page++)
        {
            var answer = await Ask(AggTradesFrom.At(from), cancellationToken);
            if (answer.Value is not { } rows)
            {
                await Fail(answer.Failure!, cancellationToken);
                return;
            }

            var wanted = rows.Where(row => row.Id >= from && row.Id <= to).ToImmutableArray();
            var isLast = rows.Count < IMarketRest.PageSize || wanted.IsEmpty || wanted[^1].Id >= to;
            var isBehind = !isLast && page == maxPages && request.Kind == FetchKind.After;
            isLast |= page == maxPages;
            await Deliver(wanted, coveredFrom, isLast, isBehind ? RestFailures.Behind : null, cancellationToken);
            if (isLast)
            {
                return;
            }

            from = wanted[^1].Id + 1;
        }
    }

    private async Task ColdStart(CancellationToken cancellationToken)
    {
        var newest = await Ask(AggTradesFrom.Newest, cancellationToken);
        if (newest.Value is not { } last)
        {
            await Fail(newest.Failure!, cancellationToken);
            return;
        }

        if (last.Count == 0)
        {
            await Deliver([], 0, isLast: true, null, cancellationToken);
            return;
        }

        var start = (last[^1].Time - ColdSpan) / Minute * Minute;
        if (last.Count < IMarketRest.PageSize || last[0].Time < start)
        {
            await Deliver([.. last.Where(row => row.Time >= start)], start, isLast: true, null, cancellationToken);
            return;
        }

        var first = await Ask(AggTradesFrom.Since(start), cancellationToken);
        if (first.Value is not { Count: > 0 } rows)
        {
            await Fail(first.Failure ?? "the exchange contradicts itself about its newest trades", cancellationToken);
            return;
        }

        var oldest = Math.Min(last[^1].Id + 1, firstLive() ?? long.MaxValue) - MaxColdTrades;
        if (rows[0].Id >= oldest)
        {
            var isLast = rows.Count < IMarketRest.PageSize;
            await Deliver([.. rows], start, isLast, null, cancellationToken);
            if (!isLast)
            {
                await Pages(rows[^1].Id + 1, long.MaxValue, MaxPages * 2, start, cancellationToken);
            }

            return;
        }

        var cut = await Ask(AggTradesFrom.At(oldest), cancellationToken);
        if (cut.Value is not { Count: > 0 } kept)
        {
            await Fail(cut.Failure ?? "the exchange contradicts itself about its newest trades", cancellationToken);
            return;
        }

        // Trades before the first row may share its millisecond.
        var coveredFrom = kept[0].Time + 1;
        await Deliver([.. kept], coveredFrom, isLast: false, null, cancellationToken);
        await Pages(kept[^1].Id + 1, long.MaxValue, MaxPages * 2, coveredFrom, cancellationToken);
    }

    private async Task Klines(CancellationToken cancellationToken)
    {
        if (request.Interval < Interval.OneMinute)
        {
            await Fail(RestFailures.Unavailable, cancellationToken);
            return;
        }

        // The candle that is open now is not asked for; without any clock the newest one is left out.
        askedAt = session?.Clock.Now ?? 0;
        var closedUntil = askedAt > 0 ? request.Interval.OpenOf(askedAt - KlineGrace) : 0;
        var end = closedUntil > 0 && request.Before > 0 ? Math.Min(closedUntil, request.Before) : Math.Max(closedUntil, request.Before);
        var limit = Math.Clamp(end > 0 ? request.Limit : request.Limit + 1, 1, IMarketRest.MaxKlines);
        var answer = await question.Retry(token => rest.Klines(symbol, request.Interval, Math.Max(0, end - 1), limit, token), cancellationToken);
        if (answer.Value is not { } rows)
        {
            await Fail(answer.Failure!, cancellationToken);
            return;
        }

        var until = end > 0 ? end : rows.Count > 0 ? rows[^1].OpenTime : 0;
        var closed = rows.Where(row => row.OpenTime + request.Interval.Ms() <= until).TakeLast(request.Limit);
        await deliver(new FetchAnswer(request.Id, session?.Number ?? 0, [], [.. closed], 0, askedAt, IsLast: true, Failure: null), cancellationToken);
    }

    private Task<RestAnswer<IReadOnlyList<Trade>>> Ask(AggTradesFrom from, CancellationToken cancellationToken)
    {
        askedAt = session?.Clock.Now ?? 0;
        return question.AggTrades(from, cancellationToken);
    }

    private Task Deliver(ImmutableArray<Trade> rows, long coveredFrom, bool isLast, string? failure, CancellationToken cancellationToken) =>
        deliver(new FetchAnswer(request.Id, session?.Number ?? 0, rows, [], coveredFrom, askedAt, isLast, failure), cancellationToken);

    private Task Fail(string failure, CancellationToken cancellationToken) => Deliver([], 0, isLast: true, failure, cancellationToken);
}
