using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.History;

/// <summary>Statistics over stored bars, away from the grains that run live; a stateless worker, key <c>0</c>.</summary>
[Shared, Alias("IAnalyticsGrain")]
public interface IAnalyticsGrain : IGrainWithStringKey
{
    /// <summary>A pair's points in a range of open times, each recomputed from stored bars exactly as the live grain computed it.</summary>
    /// <param name="transitions">The signal's transitions, ascending; it is flat before the first.</param>
    /// <returns>Refused as <c>busy</c> when the pair's method is slow and too much is being worked out already.</returns>
    [AlwaysInterleave, Alias("GetPairSeries"), ResponseTimeout("00:02:00")]
    Task<Outcome<ImmutableArray<PairPoint>>> GetPairSeries(PairSettings settings, TimeRange range, ImmutableArray<SignalTransition> transitions);

    /// <summary>A pair's points as its rules see them, in a range of open times, each recomputed from stored bars exactly as the live grain computed it.</summary>
    [Alias("GetRulePoints"), ResponseTimeout("00:05:00")]
    Task<ImmutableArray<RulePoint>> GetRulePoints(PairSettings settings, TimeRange range, bool withTests);

    /// <summary>Replays the signal from flat over all stored bars of both legs; under a slow method over as many of the last ones as take some seconds.</summary>
    [Alias("ReplaySignal"), ResponseTimeout("00:05:00")]
    Task<SignalReplay> ReplaySignal(PairSettings settings);

    /// <summary>The tests of a pair's last window. Refused as <c>busy</c> when too much is being worked out already.</summary>
    /// <param name="window">Points, 10 to 5,000; null: the pair's own hedge window. Fewer stored points are all used.</param>
    [AlwaysInterleave, Alias("GetDiagnostics"), ResponseTimeout("00:02:00")]
    Task<Outcome<DiagnosticsReport>> GetDiagnostics(PairSettings settings, int? window);

    /// <summary>Rows of a pair's statistics table in a range of their times; only minutes that are over.</summary>
    [AlwaysInterleave, Alias("GetPairTable"), ResponseTimeout("00:02:00")]
    Task<Outcome<ImmutableArray<PairTableRow>>> GetPairTable(PairSettings settings, TableStep every, TimeRange range);

    /// <summary>Statistics of a symbol's last whole bars.</summary>
    /// <param name="window">Bars, 2 to 5,000.</param>
    [AlwaysInterleave, Alias("GetSymbolStatistics")]
    Task<SymbolStatistics> GetSymbolStatistics(SymbolKey symbol, Interval interval, int window);

    /// <summary>Correlations of log returns within a universe.</summary>
    /// <param name="symbols">2 to <see cref="CorrelationTable.MaxSymbols"/> different symbols.</param>
    /// <param name="window">Returns, 10 to 5,000.</param>
    [AlwaysInterleave, Alias("GetCorrelation"), ResponseTimeout("00:02:00")]
    Task<Outcome<CorrelationTable>> GetCorrelation(ImmutableArray<SymbolKey> symbols, Interval interval, int window);

    /// <summary>Analyses a series as a pair. Every broken rule is refused by field and rule.</summary>
    [AlwaysInterleave, Alias("AnalyzeSeries"), ResponseTimeout("00:02:00")]
    Task<Outcome<PairAnalysis>> AnalyzeSeries(PairSeriesInput input);
}

/// <summary>The signal changed at the point whose bars open at <paramref name="Time"/>.</summary>
/// <param name="WasLong">For <see cref="PairSignal.Stopped"/>: whether the stopped position was long the spread.</param>
[GenerateSerializer, Immutable, Alias("SignalTransition")]
public sealed record SignalTransition([property: Id(0)] long Time, [property: Id(1)] PairSignal Signal, [property: Id(2)] bool WasLong);

/// <summary>The outcome of a replay.</summary>
/// <param name="EvaluatedUpTo">Open time of the last point evaluated; null when there was none.</param>
[GenerateSerializer, Immutable, Alias("SignalReplay")]
public sealed record SignalReplay(
    [property: Id(0)] ImmutableArray<SignalTransition> Transitions, [property: Id(1)] long? EvaluatedUpTo);
