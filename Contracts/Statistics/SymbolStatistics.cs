using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Contracts.Statistics;

/// <summary>Statistics of a symbol's last whole bars (traded or quiet). Null where there are too few.</summary>
/// <param name="Mean">Mean close.</param>
/// <param name="Std">Standard deviation of the closes, ddof 1.</param>
/// <param name="ReturnPct">From the first close to the last, in percent.</param>
/// <param name="Volatility">Of log returns, annualised over 365 days.</param>
/// <param name="Samples">Bars that the numbers are made of.</param>
/// <param name="Required">Bars that were asked for.</param>
[GenerateSerializer, Immutable, Alias("SymbolStatistics")]
public sealed record SymbolStatistics(
    [property: Id(0)] double? Mean,
    [property: Id(1)] double? Std,
    [property: Id(2)] double? High,
    [property: Id(3)] double? Low,
    [property: Id(4)] double? Last,
    [property: Id(5)] double? ReturnPct,
    [property: Id(6)] double? Volatility,
    [property: Id(7)] double? Volume,
    [property: Id(8)] double? Vwap,
    [property: Id(9)] long? Trades,
    [property: Id(10)] int Samples,
    [property: Id(11)] int Required)
{
    /// <summary>True when every bar that was asked for is there.</summary>
    public bool Ready => Samples >= Required;
}

/// <summary>Correlations of log returns over the last bars that all symbols have.</summary>
/// <param name="Matrix">A row a symbol, in the order asked; null where a symbol did not move or there are too few bars.</param>
/// <param name="Samples">Returns that the numbers are made of, at most the window.</param>
[GenerateSerializer, Immutable, Alias("CorrelationTable")]
public sealed record CorrelationTable(
    [property: Id(0)] ImmutableArray<SymbolKey> Symbols,
    [property: Id(1)] ImmutableArray<ImmutableArray<double?>> Matrix,
    [property: Id(2)] int Samples)
{
    /// <summary>Most symbols of one call.</summary>
    public const int MaxSymbols = 50;
}
