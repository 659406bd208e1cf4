using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Silo.Datasets;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Silo.History;

/// <summary>Range reads that sit on nobody's turn.</summary>
[GrainType("history")]
[StatelessWorker]
internal sealed class HistoryGrain(IMarketStore store) : Grain, IHistoryGrain
{
    public Task<ImmutableArray<Bar>> GetBars(SymbolKey symbol, Interval interval, TimeRange range) =>
        store.ReadBars(SeriesOf(symbol), interval, Cut(range));

    public Task<ImmutableArray<Trade>> GetTrades(SymbolKey symbol, TimeRange range) =>
        store.ReadTrades(SeriesOf(symbol), Cut(range));

    /// <summary>A user reads no upload but their own; what calls for the system has checked that already.</summary>
    private static string SeriesOf(SymbolKey symbol) =>
        symbol.IsUpload && CallPrincipal.Current is { Kind: PrincipalKind.User, UserId: var user } && TenantKey.Parse(symbol.Symbol).UserId != user
            ? throw new UnauthorizedAccessException($"{symbol} may not be read by {user}.")
            : UploadSeries.Of(symbol);

    private static TimeRange Cut(TimeRange range) => range with { Limit = Math.Clamp(range.Limit, 1, IHistoryGrain.MaxRows) };
}
