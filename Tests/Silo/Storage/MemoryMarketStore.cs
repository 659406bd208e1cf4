using System.Collections.Immutable;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Tests.Silo.Storage;

/// <summary>A market store without a disk, for tests of what stands on one.</summary>
internal sealed class MemoryMarketStore : IMarketStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Content> contents = new(StringComparer.Ordinal);

    public Task Append(MarketWrite write)
    {
        lock (gate)
        {
            if (!contents.TryGetValue(write.Series, out var content))
            {
                contents.Add(write.Series, content = new Content());
            }

            foreach (var trade in write.Trades.IsDefault ? [] : write.Trades)
            {
                content.Trades[(trade.Time, trade.Id)] = trade;
            }

            foreach (var (interval, bar) in write.Bars.IsDefault ? [] : write.Bars)
            {
                content.Bars[(interval, bar.OpenTime)] = bar;
            }

            content.State = write.State?.ToArray() ?? content.State;
        }

        return Task.CompletedTask;
    }

    public Task<byte[]?> ReadState(string series)
    {
        lock (gate)
        {
            return Task.FromResult(contents.GetValueOrDefault(series)?.State);
        }
    }

    public Task<ImmutableArray<Bar>> ReadBars(string series, Interval interval, TimeRange range)
    {
        lock (gate)
        {
            var bars = contents.GetValueOrDefault(series)?.Bars.Where(entry => entry.Key.Interval == interval).Select(entry => entry.Value) ?? [];
            return Task.FromResult(Cut(bars, bar => bar.OpenTime, range));
        }
    }

    public Task<ImmutableArray<Trade>> ReadTrades(string series, TimeRange range)
    {
        lock (gate)
        {
            return Task.FromResult(Cut(contents.GetValueOrDefault(series)?.Trades.Values ?? (IEnumerable<Trade>)[], trade => trade.Time, range));
        }
    }

    public Task Delete(string series)
    {
        lock (gate)
        {
            contents.Remove(series);
        }

        return Task.CompletedTask;
    }

    /// <summary>Every stored bar of an interval, of all series, ascending.</summary>
    public ImmutableArray<Bar> Bars(Interval interval)
    {
        lock (gate)
        {
            return [.. contents.Values.SelectMany(content => content.Bars).Where(entry => entry.Key.Interval == interval).Select(entry => entry.Value).OrderBy(bar => bar.OpenTime)];
        }
    }

    private static ImmutableArray<T> Cut<T>(IEnumerable<T> rows, Func<T, long> time, TimeRange range)
    {
        var limit = Math.Clamp(range.Limit, 1, IHistoryGrain.MaxRows);
        var inside = rows.Where(row => time(row) >= (range.From ?? long.MinValue) && time(row) < (range.To ?? long.MaxValue));
        return [.. range.From is null ? inside.TakeLast(limit) : inside.Take(limit)];
    }

    private sealed class Content
    {
        public SortedDictionary<(long Time, long Id), Trade> Trades { get; } = [];

        public SortedDictionary<(Interval Interval, long Open), Bar> Bars { get; } = [];

        public byte[]? State { get; set; }
    }
}
