using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Silo.Pairs;
using QuantPlatform.Silo.Statistics;

namespace QuantPlatform.Tests.Web.Api.Fakes;

/// <summary>Statistics over the fake market by the real functions; a test can say that the queue is full.</summary>
internal sealed class FakeAnalytics(FakeMarket market) : IAnalyticsGrain
{
    private readonly FakeHistory _history = new(market);

    /// <summary>True: every calculation is refused as busy.</summary>
    public bool IsBusy { get; set; }

    public Task<Outcome<ImmutableArray<PairPoint>>> GetPairSeries(PairSettings settings, TimeRange range, ImmutableArray<SignalTransition> transitions) => throw new NotSupportedException();

    public Task<ImmutableArray<RulePoint>> GetRulePoints(PairSettings settings, TimeRange range, bool withTests) => throw new NotSupportedException();

    public Task<SignalReplay> ReplaySignal(PairSettings settings) => throw new NotSupportedException();

    public async Task<Outcome<DiagnosticsReport>> GetDiagnostics(PairSettings settings, int? window) =>
        Run(WindowDiagnostics.Of(settings, await new PairHistory(_history, settings).Before(null, 5_000), window ?? settings.Window));

    public async Task<Outcome<ImmutableArray<PairTableRow>>> GetPairTable(PairSettings settings, TableStep every, TimeRange range)
    {
        var rows = PairTables.Rows(settings, await new PairHistory(_history, settings).Before(null, 5_000), every);
        return Run(FakeMarket.Cut(rows, row => row.Time, range));
    }

    public async Task<SymbolStatistics> GetSymbolStatistics(SymbolKey symbol, Interval interval, int window) =>
        SymbolFigures.Of(await WholeBars.Last(_history, symbol, interval, window), interval, window);

    public async Task<Outcome<CorrelationTable>> GetCorrelation(ImmutableArray<SymbolKey> symbols, Interval interval, int window)
    {
        var bars = new List<List<Bar>>();
        foreach (var symbol in symbols)
        {
            bars.Add(await WholeBars.Last(_history, symbol, interval, window + 1));
        }

        return Run(SymbolFigures.Correlation(symbols, bars, window));
    }

    public Task<Outcome<PairAnalysis>> AnalyzeSeries(PairSeriesInput input) => Task.FromResult(
        SeriesRules.Check(input) is { Count: > 0 } refusals ? Outcome.Refused<PairAnalysis>(refusals) : Run(SeriesAnalysis.Run(input)));

    private Outcome<T> Run<T>(T value) => IsBusy ? Outcome.Refused<T>(RefusalCodes.Busy, null, "", "Too many calculations are waiting.") : Outcome.Of(value);
}
