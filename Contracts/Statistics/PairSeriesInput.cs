using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Pairs;

namespace QuantPlatform.Contracts.Statistics;

/// <summary>A series to be analysed as a pair; nothing of it is stored.</summary>
/// <param name="Y">Closes of Y, oldest first.</param>
/// <param name="X">Closes of X, as many.</param>
/// <param name="Time">Open times in Unix ms, ascending, as many; empty: one bar after the other.</param>
/// <param name="Settings">Settings of the pair; its windows may be as long as the series.</param>
[GenerateSerializer, Immutable, Alias("PairSeriesInput")]
public sealed record PairSeriesInput(
    [property: Id(0)] ImmutableArray<double> Y,
    [property: Id(1)] ImmutableArray<double> X,
    [property: Id(2)] ImmutableArray<long> Time,
    [property: Id(3)] PairSettings Settings)
{
    /// <summary>Fewest points.</summary>
    public const int MinPoints = 10;

    /// <summary>Most points.</summary>
    public const int MaxPoints = 100_000;
}

/// <summary>What a series says: the pair as it stands at its last point, and the tests of its last window.</summary>
[GenerateSerializer, Immutable, Alias("PairAnalysis")]
public sealed record PairAnalysis([property: Id(0)] PairSnapshot Snapshot, [property: Id(1)] DiagnosticsReport Diagnostics);
