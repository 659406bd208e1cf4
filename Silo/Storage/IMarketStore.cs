using System.Collections.Immutable;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Storage;

/// <summary>
/// Append and range-read of bars and trades. A series is a symbol key's text, or <c>upload/{userId}/{datasetId}</c>.
/// Every write is idempotent by key: a trade by (series, time, id), a bar by (series, interval, open time), where the newer write wins.
/// </summary>
public interface IMarketStore
{
    /// <summary>Writes everything of <paramref name="write"/> in one transaction (grouped with others'); completes when it is on disk.</summary>
    Task Append(MarketWrite write);

    /// <summary>The state last written for a series, or null.</summary>
    Task<byte[]?> ReadState(string series);

    /// <summary>Bars in a range, ascending. Without <see cref="TimeRange.From"/> the last ones before <see cref="TimeRange.To"/>.</summary>
    Task<ImmutableArray<Bar>> ReadBars(string series, Interval interval, TimeRange range);

    /// <summary>Trades in a range of trade time, ascending by time, then id.</summary>
    Task<ImmutableArray<Trade>> ReadTrades(string series, TimeRange range);

    /// <summary>Deletes everything of a series.</summary>
    Task Delete(string series);
}

/// <summary>One atomic append to a series.</summary>
/// <param name="State">The owner's own state, opaque to the store; null leaves the stored one.</param>
public sealed record MarketWrite(string Series, ImmutableArray<Trade> Trades, ImmutableArray<StoredBar> Bars, byte[]? State);

/// <summary>A bar with its interval.</summary>
public readonly record struct StoredBar(Interval Interval, Bar Bar);
