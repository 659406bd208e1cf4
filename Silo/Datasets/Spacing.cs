using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Datasets;

/// <summary>Which interval bars are of: the longest that divides the usual distance between their open times, and those times themselves.</summary>
internal static class Spacing
{
    /// <param name="times">Open times of the first rows, in the file's order.</param>
    /// <param name="said">The interval that the user names; null: to be found.</param>
    public static Outcome<FileFormat> Of(FileFormat format, IReadOnlyList<long> times, Interval? said)
    {
        var usual = times.Zip(times.Skip(1)).Select(pair => Math.Abs(pair.Second - pair.First)).Where(distance => distance > 0)
            .GroupBy(distance => distance).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => (long?)group.Key).FirstOrDefault();
        var spacing = usual ?? said?.Ms() ?? Interval.OneMinute.Ms();
        var fitting = Intervals.All.Where(interval => spacing % interval.Ms() == 0 && Share(times, interval) > 0.5).ToList();
        if (said is { } named)
        {
            return usual < named.Ms()
                ? Refuse("at most the distance of the rows", $"The rows are {Text(spacing)} apart, closer than {named.Name()}.")
                : Outcome.Of(With(format, named, Math.Max(spacing, named.Ms())));
        }

        return fitting.Count == 0
            ? Refuse("1s, 1m, 5m, 15m or 1h", $"The rows are {Text(spacing)} apart and do not begin on whole seconds of it. Bars begin at multiples of 1s, 1m, 5m, 15m or 1h in UTC.")
            : Outcome.Of(With(format, fitting[^1], spacing));
    }

    /// <summary>Distances in words: <c>1d</c>, <c>30m</c>, <c>1s</c>.</summary>
    public static string Text(long ms) => ms switch
    {
        _ when ms % 86_400_000 == 0 => $"{ms / 86_400_000}d",
        _ when ms % 3_600_000 == 0 => $"{ms / 3_600_000}h",
        _ when ms % 60_000 == 0 => $"{ms / 60_000}m",
        _ when ms % 1_000 == 0 => $"{ms / 1_000}s",
        _ => $"{ms}ms",
    };

    private static FileFormat With(FileFormat format, Interval interval, long spacing) => format with
    {
        Interval = interval,
        SpacingMs = spacing,
        Notes = spacing == interval.Ms()
            ? format.Notes
            : [.. format.Notes, $"The rows are {Text(spacing)} apart: they are kept as bars of {interval.Name()}, each one point. A window of 100 points is 100 rows."],
    };

    private static double Share(IReadOnlyList<long> times, Interval interval) =>
        times.Count == 0 ? 1 : (double)times.Count(time => interval.OpenOf(time) == time) / times.Count;

    private static Outcome<FileFormat> Refuse(string rule, string message) => Outcome.Refused<FileFormat>(RefusalCodes.Invalid, "interval", rule, message);
}
