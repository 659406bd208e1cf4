using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Silo.History;

/// <summary>Range reads that sit on nobody's turn.</summary>
[GrainType("history")]
[StatelessWorker]
internal sealed class HistoryGrain(IMarketStore store) : Grain, IHistoryGrain
{
    public Task<ImmutableArray<Bar>> GetBars(SymbolKey symbol, Interval interval, TimeRange range) =>
        store.ReadBars(symbol.ToString(), interval, Cut(range));

    public Task<ImmutableArray<Trade>> GetTrades(SymbolKey symbol, TimeRange range) =>
        store.ReadTrades(symbol.ToString(), Cut(range));

    private static TimeRange Cut(TimeRange range) => range with { Limit = Math.Clamp(range.Limit, 1, IHistoryGrain.MaxRows) };
}
