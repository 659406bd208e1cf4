using System.Runtime.CompilerServices;

namespace QuantPlatform.MarketSimulator.Synthetic;

/// <summary>
/// How many trades a symbol has in every second, and so the id of every trade: a fixed number a day, spread over hours by a daily rhythm, over minutes and
/// seconds by hashed weights. Everything is integer arithmetic, so ids are contiguous and any moment or id is found without counting from the beginning.
/// </summary>
internal sealed class ActivityPlan(ulong seed, double rate)
{
    private const int MinutesPerHour = 60;

    /// <summary>Relative activity of the hours of a UTC day.</summary>
    private static readonly int[] Rhythm = [90, 88, 86, 80, 76, 76, 82, 92, 100, 98, 94, 96, 104, 124, 138, 140, 130, 118, 110, 106, 102, 98, 94, 92];

    /// <summary>Exponentially distributed weights by 256 quantiles.</summary>
    private static readonly int[] Exponential = [.. Enumerable.Range(0, 256).Select(i => 15 + (int)(-100 * Math.Log((i + 0.5) / 256)))];

    private readonly long _perDay = (long)Math.Round(rate * 86_400);
    private readonly ulong _minuteSeed = Hash.Seed(seed, "minutes");
    private readonly ulong _secondSeed = Hash.Seed(seed, "seconds");

    /// <summary>Of 256 minutes, how many have no trade at all.</summary>
    private readonly int _quietMinutes = rate < 1 ? 10 : 0;

    /// <summary>Of 256 seconds, how many have no trade at all, beside those that get none by chance.</summary>
    private readonly int _quietSeconds = rate < 3 ? 60 : 8;

    /// <summary>First id of a UTC hour (hours since the Unix epoch).</summary>
    public long FirstIdOfHour(long hour)
    {
        var day = Math.DivRem(hour, 24, out var ofDay);
        return (_perDay * (day - SyntheticMarket.FirstDay)) + Share(_perDay, Rhythm.AsSpan(0, (int)ofDay), Rhythm);
    }

    /// <summary>First ids of the minutes of an hour and, as the 61st, that of the next hour.</summary>
    public void Minutes(long hour, Span<long> firstIds) =>
        Spread(FirstIdOfHour(hour), FirstIdOfHour(hour + 1), _minuteSeed, hour * MinutesPerHour, _quietMinutes, firstIds);

    /// <summary>First ids of the seconds of a minute and, as the 61st, that of the next minute.</summary>
    public void Seconds(long minute, long firstId, long nextId, Span<long> firstIds) =>
        Spread(firstId, nextId, _secondSeed, minute * 60, _quietSeconds, firstIds);

    /// <summary>The minute (since the Unix epoch) of a trade; ids begin with 0.</summary>
    public long MinuteOf(long id)
    {
        var hour = ((id / _perDay) + SyntheticMarket.FirstDay) * 24;
        while (FirstIdOfHour(hour + 1) <= id)
            hour++;
        Span<long> firstIds = stackalloc long[MinutesPerHour + 1];
        Minutes(hour, firstIds);
        var minute = 0;
        while (firstIds[minute + 1] <= id)
            minute++;
        return (hour * MinutesPerHour) + minute;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // the first page of history already takes millions of turns
    private static void Spread(long first, long next, ulong seed, long index, int quiet, Span<long> firstIds)
    {
        long total = 0;
        for (var i = 0; i < 60; i++)
        {
            firstIds[i] = total;
            var h = Hash.At(seed, index + i);
            total += (int)((h >> 8) & 0xFF) < quiet ? 0 : Exponential[(int)(h & 0xFF)];
        }

        total = Math.Max(total, 1);
        for (var i = 0; i < 60; i++)
            firstIds[i] = first + ((next - first) * firstIds[i] / total);
        firstIds[60] = next;
    }

    private static long Share(long total, ReadOnlySpan<int> part, ReadOnlySpan<int> whole) => total * Sum(part) / Sum(whole);

    private static long Sum(ReadOnlySpan<int> values)
    {
        long sum = 0;
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
