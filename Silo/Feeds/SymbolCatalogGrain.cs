using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Feeds;

/// <summary>The symbols a venue said it has, kept across restarts.</summary>
[GrainType("symbol-catalog")]
internal sealed class SymbolCatalogGrain(
    [PersistentState("symbols", SiloFeatures.GrainStorage)] IPersistentState<SymbolCatalogState> storage) : Grain, ISymbolCatalogGrain
{
    private Dictionary<string, SymbolInfo> byName = [];

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Index();
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<SymbolInfo>> GetSymbols() => Task.FromResult(storage.State.Symbols);

    public Task<SymbolInfo?> Find(string symbol) => Task.FromResult(byName.GetValueOrDefault(symbol));

    public async Task Put(ImmutableArray<SymbolInfo> symbols)
    {
        ImmutableArray<SymbolInfo> sorted = [.. symbols.OrderBy(symbol => symbol.Symbol, StringComparer.Ordinal)];
        if (sorted.SequenceEqual(storage.State.Symbols))
        {
            return;
        }

        await storage.Save(new SymbolCatalogState { Symbols = sorted }, DeactivateOnIdle);
        Index();
    }

    private void Index() => byName = storage.State.Symbols.ToDictionary(symbol => symbol.Symbol, StringComparer.Ordinal);
}

/// <summary>Stored state of <see cref="SymbolCatalogGrain"/>.</summary>
[GenerateSerializer, Alias("SymbolCatalogState")]
internal sealed record SymbolCatalogState
{
    /// <summary>In name order.</summary>
    [Id(0)]
    public ImmutableArray<SymbolInfo> Symbols { get; init; } = [];
}
