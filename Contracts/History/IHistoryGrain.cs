using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.History;

/// <summary>Range reads of stored market data; a stateless worker, key <c>0</c>. At most 5,000 rows a call.</summary>
[Shared, Alias("IHistoryGrain")]
public interface IHistoryGrain : IGrainWithStringKey
{
    /// <summary>Most rows of one answer.</summary>
    const int MaxRows = 5_000;

    /// <summary>Closed bars in a range, ascending.</summary>
    [Alias("GetBars")]
    Task<ImmutableArray<Bar>> GetBars(SymbolKey symbol, Interval interval, TimeRange range);

    /// <summary>Trades in a range of trade time, ascending by time and id.</summary>
    [Alias("GetTrades")]
    Task<ImmutableArray<Trade>> GetTrades(SymbolKey symbol, TimeRange range);
}

/// <summary>A range of rows: with <paramref name="From"/> the first <paramref name="Limit"/> from there, without it the last <paramref name="Limit"/> before <paramref name="To"/>.</summary>
/// <param name="From">Inclusive, Unix ms; null: count back from the end.</param>
/// <param name="To">Exclusive, Unix ms; null: up to now.</param>
/// <param name="Limit">1 to <see cref="IHistoryGrain.MaxRows"/>; larger values are cut to it.</param>
[GenerateSerializer, Immutable, Alias("TimeRange")]
public sealed record TimeRange([property: Id(0)] long? From, [property: Id(1)] long? To, [property: Id(2)] int Limit);
