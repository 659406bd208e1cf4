using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Contracts.Symbols;

/// <summary>A bar was closed or replaced. A hint: consumers that miss one pull the range.</summary>
/// <param name="PreviousOpenTime">Open time of the closed bar before it; null for the first bar ever.</param>
[GenerateSerializer, Immutable, Alias("BarClosed")]
public sealed record BarClosed(
    [property: Id(0)] SymbolKey Symbol,
    [property: Id(1)] Interval Interval,
    [property: Id(2)] Bar Bar,
    [property: Id(3)] long? PreviousOpenTime)
{
    /// <summary>Where the exchange's clock stood when the hint was given, Unix ms; 0: unknown.</summary>
    [Id(4)] public long Clock { get; init; }
}

/// <summary>The newest trade of a symbol, at most 4 times a second, with its open bars' common price. A hint.</summary>
/// <param name="Time">Trade time, Unix ms.</param>
[GenerateSerializer, Immutable, Alias("SymbolTick")]
public sealed record SymbolTick(
    [property: Id(0)] SymbolKey Symbol,
    [property: Id(1)] long Time,
    [property: Id(2)] decimal Price);

/// <summary>What a symbol grain puts on its stream: bars in the order they closed, replaced ones after them.</summary>
[GenerateSerializer, Immutable, Alias("BarsClosed")]
public sealed record BarsClosed([property: Id(0)] ImmutableArray<BarClosed> Bars);
