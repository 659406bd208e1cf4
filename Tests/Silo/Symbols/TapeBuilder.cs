using System.Collections.Immutable;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;

namespace QuantPlatform.Tests.Silo.Symbols;

/// <summary>Makes trades and batches for tests of the symbol book.</summary>
internal static class TapeBuilder
{
    /// <summary>A UTC hour: every interval opens here.</summary>
    public const long Start = 1_723_158_000_000;

    public static Trade Trade(long id, long time, decimal price = 100m, decimal size = 1m, bool maker = false) =>
        new(id, price, size, time, maker, id, id);

    public static TradeBatch Batch(long connection, long frameClock, params IEnumerable<Trade> trades) =>
        new(connection, true, [.. trades], [], 0, frameClock, 0);

    public static TradeBatch Silent(long connection, long frameClock, long silentClock) =>
        new(connection, true, [], [], 0, frameClock, silentClock);

    public static FetchAnswer Rows(FetchRequest request, long connection, IEnumerable<Trade> rows, long coveredFrom = 0, bool last = true, string? failure = null, long askedAt = 0) =>
        new(request.Id, connection, [.. rows], [], coveredFrom, askedAt, last, failure);

    /// <summary>A seeded market: mostly a few trades a second, quiet seconds, many trades in one millisecond.</summary>
    public static ImmutableArray<Trade> Market(int seed, int count)
    {
        var random = new Random(seed);
        var trades = ImmutableArray.CreateBuilder<Trade>(count);
        var time = Start;
        var price = 1_000m;
        for (var i = 0; i < count; i++)
        {
            time += random.Next(10) switch { < 4 => 0, < 9 => random.Next(1, 400), _ => random.Next(1_000, 6_000) };
            price += random.Next(-5, 6) * 0.1m;
            trades.Add(new Trade(5_000 + i, price, random.Next(1, 1_000) / 1_000m, time, random.Next(2) == 0, 90_000 + (2 * i), 90_000 + (2 * i) + random.Next(2)));
        }

        return trades.ToImmutable();
    }
}
