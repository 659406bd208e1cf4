using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Symbols;

/// <summary>The tradable symbols of a venue, as its exchangeInfo last said; kept across restarts. Key: the venue.</summary>
[Shared, Alias("ISymbolCatalogGrain")]
public interface ISymbolCatalogGrain : IGrainWithStringKey
{
    /// <summary>Every symbol of the venue in name order; empty until the venue has answered once.</summary>
    [Alias("GetSymbols")]
    Task<ImmutableArray<SymbolInfo>> GetSymbols();

    /// <summary>One symbol, or null.</summary>
    [Alias("Find")]
    Task<SymbolInfo?> Find(string symbol);

    /// <summary>Replaces the list with the venue's newest answer.</summary>
    [SystemOnly, Alias("Put")]
    Task Put(ImmutableArray<SymbolInfo> symbols);
}

/// <summary>A tradable instrument.</summary>
/// <param name="TickSize">Smallest price step.</param>
/// <param name="StepSize">Smallest quantity step.</param>
[GenerateSerializer, Immutable, Alias("SymbolInfo")]
public sealed record SymbolInfo(
    [property: Id(0)] string Symbol,
    [property: Id(1)] string Status,
    [property: Id(2)] string ContractType,
    [property: Id(3)] string BaseAsset,
    [property: Id(4)] string QuoteAsset,
    [property: Id(5)] decimal TickSize,
    [property: Id(6)] decimal StepSize,
    [property: Id(7)] long OnboardDate);
