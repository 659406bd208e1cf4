using System.Collections.Immutable;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Tests.Silo.Symbols;

/// <summary>A market store in memory, for tests of the symbol book with restarts.</summary>
internal sealed class MemoryMarketStore : IMarketStore
{
    private readonly SortedDictionary<(long Time, long Id), Trade> trades = [];
    private readonly Dictionary<Interval, SortedDictionary<long, Bar>> bars = Intervals.All.ToDictionary(i => i, _ => new SortedDictionary<long, Bar>());
    private byte[]? state;

    public Task Append(MarketWrite write)
    {
        foreach (var trade in write.Trades)
        {
            trades[(trade.Time, trade.Id)] = trade;
        }

        foreach (var (interval, bar) in write.Bars)
        {
            bars[interval][bar.OpenTime] = bar;
        }

        state = write.State ?? state;
        return Task.CompletedTask;
    }

    public Task<byte[]?> ReadState(string series) => Task.FromResult(state);

    public Task<ImmutableArray<Bar>> ReadBars(string series, Interval interval, TimeRange range) =>
        Task.FromResult(Cut(bars[interval].Values, bar => bar.OpenTime, range));

    public Task<ImmutableArray<Trade>> ReadTrades(string series, TimeRange range) =>
        Task.FromResult(Cut(trades.Values, trade => trade.Time, range));

    public Task Delete(string series) => throw new NotSupportedException("no test deletes a series");

    public ImmutableArray<Bar> Bars(Interval interval) => [.. bars[interval].Values];

    private static ImmutableArray<T> Cut<T>(IEnumerable<T> rows, Func<T, long> time, TimeRange range)
    {
        var matching = rows.Where(row => (range.From is not { } from || time(row) >= from) && (range.To is not { } to || time(row) < to));
        return range.From is null ? [.. matching.TakeLast(range.Limit)] : [.. matching.Take(range.Limit)];
    }
}
