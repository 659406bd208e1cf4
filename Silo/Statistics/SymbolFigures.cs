using System.Collections.Immutable;
using QuantPlatform.Analytics.Prices;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Statistics;
using static QuantPlatform.Silo.Pairs.PairKernels;
using static QuantPlatform.Silo.Statistics.DiagnosticsReports;

namespace QuantPlatform.Silo.Statistics;

/// <summary>Statistics of symbols from their bars, one alone or several together.</summary>
internal static class SymbolFigures
{
    private const int FewestReturns = 3;

    public static SymbolStatistics Of(IReadOnlyList<Bar> bars, Interval interval, int required)
    {
        var found = PriceStatistics.Of(
            Column(bars, bar => bar.High), Column(bars, bar => bar.Low), Column(bars, bar => bar.Close),
            Column(bars, bar => bar.Volume), Column(bars, bar => bar.QuoteVolume), interval.Ms());
        return new SymbolStatistics(
            Known(found.Mean), Known(found.Std), Known(found.High), Known(found.Low), Known(found.Last), Known(found.ReturnPct), Known(found.Volatility),
            bars.Count == 0 ? null : found.Volume, Known(found.Vwap), bars.Count == 0 ? null : bars.Sum(bar => bar.Trades), found.Samples, required);
    }

    /// <summary>Correlations over the last <paramref name="window"/> returns between bars that every symbol has.</summary>
    public static CorrelationTable Correlation(ImmutableArray<SymbolKey> symbols, IReadOnlyList<List<Bar>> bars, int window)
    {
        var common = bars.Skip(1).Aggregate(bars[0].Select(bar => bar.OpenTime).ToHashSet(), (times, leg) =>
        {
            times.IntersectWith(leg.Select(bar => bar.OpenTime));
            return times;
        });
        var closes = bars.Select(leg => Column([.. leg.Where(bar => common.Contains(bar.OpenTime)).TakeLast(window + 1)], bar => bar.Close)).ToArray();
        var samples = Math.Max(0, closes[0].Length - 1);
        var matrix = samples < FewestReturns ? null : CorrelationMatrix.Compute(closes, samples);
        return new CorrelationTable(
            symbols, [.. symbols.Select((_, i) => symbols.Select((_, j) => matrix is null ? null : Known(matrix[i][j])).ToImmutableArray())], samples);
    }
}
