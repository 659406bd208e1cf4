using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Silo.Pairs;
using QuantPlatform.Silo.Statistics;

namespace QuantPlatform.Silo.History;

/// <content>Statistics on demand: rows are read here, the maths waits for its turn in the node's queue. For whom is asked first: the calls made here are the system's.</content>
internal sealed partial class AnalyticsGrain
{
    public async Task<Outcome<DiagnosticsReport>> GetDiagnostics(PairSettings settings, int? window)
    {
        var user = CallPrincipal.Current?.UserId;
        var points = window ?? settings.Window;
        if (points is < PairSettings.MinWindow or > PairSettings.MaxWindow)
        {
            var rule = $"{PairSettings.MinWindow} to {PairSettings.MaxWindow}";
            return Outcome.Refused<DiagnosticsReport>(RefusalCodes.Invalid, "window", rule, $"The window is {rule} points.");
        }

        var asked = settings with { Window = points };
        var bars = await new PairHistory(History, asked).Before(null, PairKernels.WarmupPoints(asked));
        return await queue.Run(user, () => Outcome.Of(WindowDiagnostics.Of(asked, bars, points)));
    }

    public async Task<Outcome<ImmutableArray<PairTableRow>>> GetPairTable(PairSettings settings, TableStep every, TimeRange range)
    {
        var user = CallPrincipal.Current?.UserId;
        var rowMs = PairTables.RowMs(settings, every);
        var (from, to) = (PairTables.RoundUp(range.From, rowMs), PairTables.RoundUp(range.To, rowMs));
        var limit = Math.Clamp(range.Limit, 1, IHistoryGrain.MaxRows);
        var points = (limit + 1) * PairTables.PointsPerRow(settings, every);
        var warmup = PairKernels.WarmupPoints(settings);
        var history = new PairHistory(History, settings);
        var bars = from is { } start
            ? [.. await history.Before(start, warmup), .. await PointsFrom(history, start, to, points)]
            : await history.Before(to, warmup + points);

        // Bars of a minute follow one another, so the newest minute is over when its last bar or any later one is there.
        var end = bars.Count == 0 ? 0 : bars[^1].OpenTime - (bars[^1].OpenTime % rowMs) + rowMs;
        var isOver = bars.Count > 0 && (bars[^1].OpenTime + settings.Interval.Ms() == end || (await history.From(end, null, 1)).Count > 0);
        return await queue.Run(user, () =>
        {
            var early = bars.Count(bar => bar.IsPoint) - points;
            var rows = PairTables.Rows(settings, bars, every, early).Where(row => isOver || row.Time + rowMs < end);
            return Outcome.Of<ImmutableArray<PairTableRow>>(
                from is null ? [.. rows.TakeLast(limit)] : [.. rows.Where(row => row.Time >= from).Take(limit)]);
        });
    }

    public async Task<SymbolStatistics> GetSymbolStatistics(SymbolKey symbol, Interval interval, int window) =>
        SymbolFigures.Of(await WholeBars.Last(History, symbol, interval, window), interval, window);

    public async Task<Outcome<CorrelationTable>> GetCorrelation(ImmutableArray<SymbolKey> symbols, Interval interval, int window)
    {
        var user = CallPrincipal.Current?.UserId;
        var bars = new List<List<Bar>>(symbols.Length);
        foreach (var symbol in symbols)
        {
            // Some more than needed: a bar that one symbol lacks counts for none.
            bars.Add(await WholeBars.Last(History, symbol, interval, window + 1 + (window / 4)));
        }

        return await queue.Run(user, () => Outcome.Of(SymbolFigures.Correlation(symbols, bars, window)));
    }

    public async Task<Outcome<PairAnalysis>> AnalyzeSeries(PairSeriesInput input) => SeriesRules.Check(input) is { Count: > 0 } refusals
        ? Outcome.Refused<PairAnalysis>(refusals)
        : await queue.Run(CallPrincipal.Current?.UserId, () => Outcome.Of(SeriesAnalysis.Run(input)));
}
