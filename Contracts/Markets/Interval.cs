namespace QuantPlatform.Contracts.Markets;

/// <summary>The length of a bar. The value of each member is that length in milliseconds.</summary>
public enum Interval
{
    OneSecond = 1_000,
    OneMinute = 60_000,
    FiveMinutes = 300_000,
    FifteenMinutes = 900_000,
    OneHour = 3_600_000,
}

/// <summary>Names and arithmetic of <see cref="Interval"/>. Bars are aligned to the UTC epoch and right-open.</summary>
public static class Intervals
{
    /// <summary>Every interval, shortest first.</summary>
    public static readonly IReadOnlyList<Interval> All =
        [Interval.OneSecond, Interval.OneMinute, Interval.FiveMinutes, Interval.FifteenMinutes, Interval.OneHour];

    /// <summary>Length in milliseconds.</summary>
    public static long Ms(this Interval interval) => (long)interval;

    /// <summary>The open time (Unix ms) of the bar that contains <paramref name="time"/>.</summary>
    public static long OpenOf(this Interval interval, long time) => time - Mod(time, (long)interval);

    /// <summary>The name used on the wire: <c>1s 1m 5m 15m 1h</c>.</summary>
    public static string Name(this Interval interval) => interval switch
    {
        Interval.OneSecond => "1s",
        Interval.OneMinute => "1m",
        Interval.FiveMinutes => "5m",
        Interval.FifteenMinutes => "15m",
        Interval.OneHour => "1h",
        _ => throw new ArgumentOutOfRangeException(nameof(interval), interval, "not a bar interval"),
    };

    /// <summary>Reads a name; false for anything but <c>1s 1m 5m 15m 1h</c>.</summary>
    public static bool TryParse(string? name, out Interval interval)
    {
        foreach (var candidate in All)
        {
            if (string.Equals(candidate.Name(), name, StringComparison.Ordinal))
            {
                interval = candidate;
                return true;
            }
        }

        interval = default;
        return false;
    }

    private static long Mod(long value, long divisor) => ((value % divisor) + divisor) % divisor;
}
