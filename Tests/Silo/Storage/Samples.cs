using System.Collections.Immutable;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Tests.Silo.Storage;

/// <summary>Rows whose every field follows from one number.</summary>
internal static class Samples
{
    public static Trade Trade(long id) => new(id, 60_000.10m + (id % 1_000), 0.001m * ((id % 7) + 1), 1_000_000 + id, id % 2 == 0, id, id);

    public static ImmutableArray<Trade> Trades(long first, int count) => [.. Enumerable.Range(0, count).Select(i => Trade(first + i))];

    public static Bar Bar(long openTime) => new(openTime, 1.10m, 2.20m, 0.90m, 1.50m, 10.5m, 15.75m, 4.25m, 12, openTime + 1, openTime + 12, BarQuality.Traded, 0, BarSource.Trades);
}
