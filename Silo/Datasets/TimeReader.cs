using System.Globalization;
using QuantPlatform.Contracts;

namespace QuantPlatform.Silo.Datasets;

/// <summary>Reads times of one format: epoch numbers, ISO-8601, or a date pattern. Text without a zone is taken as UTC.</summary>
internal sealed class TimeReader
{
    private const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
    private const string Iso = "iso";
    private const int MaxPattern = 40;

    private static readonly long Earliest = new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly long Latest = new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static readonly (string Name, decimal Ms, decimal Above)[] Epochs = [("ns", 0.000001m, 1e17m), ("us", 0.001m, 1e14m), ("ms", 1m, 1e11m), ("s", 1000m, 0m)];

    private static readonly string[] IsoPatterns =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF K", "yyyy-MM-dd HH:mm:ss.FFFFFFF K",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd",
    ];

    private static readonly string[] DatePatterns =
    [
        "yyyy/MM/dd HH:mm:ss.FFFFFFF", "yyyy/MM/dd HH:mm", "yyyy/MM/dd", "yyyy.MM.dd HH:mm:ss.FFFFFFF", "yyyy.MM.dd HH:mm", "yyyy.MM.dd",
        "yyyyMMdd HH:mm:ss.FFFFFFF", "yyyyMMdd HH:mm", "yyyyMMdd HHmmss", "yyyyMMdd", "yyyy-MM-dd hh-tt",
        "d.M.yyyy H:mm:ss.FFFFFFF", "d.M.yyyy H:mm", "d.M.yyyy",
        "d/M/yyyy H:mm:ss.FFFFFFF", "d/M/yyyy H:mm", "d/M/yyyy", "M/d/yyyy H:mm:ss.FFFFFFF", "M/d/yyyy H:mm", "M/d/yyyy", "M/d/yyyy h:mm:ss tt", "M/d/yyyy h:mm tt",
        "d-M-yyyy H:mm:ss.FFFFFFF", "d-M-yyyy H:mm", "d-M-yyyy", "d MMM yyyy H:mm:ss", "d MMM yyyy", "d-MMM-yyyy H:mm:ss", "d-MMM-yyyy", "MMM d, yyyy", "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
    ];

    private readonly decimal epochMs;
    private readonly string[] patterns;
    private int lastFit;

    private TimeReader(string name, decimal epochMs, string[] patterns, string zone) => (Name, this.epochMs, this.patterns, Zone) = (name, epochMs, patterns, zone);

    /// <summary>The format as a user writes it.</summary>
    public string Name { get; }

    /// <summary>What is known of the zone.</summary>
    public string Zone { get; }

    /// <summary>What a cell must be.</summary>
    public string Rule => epochMs > 0 ? $"a time as epoch {Name}, 1970 to 2199" : $"a time as {Name}, 1970 to 2199";

    /// <summary>The format a user asks for; null when it is none.</summary>
    public static TimeReader? Named(string name)
    {
        foreach (var (epoch, ms, _) in Epochs)
        {
            if (epoch == name)
            {
                return new TimeReader(name, ms, [], "UTC");
            }
        }

        return name == Iso ? new TimeReader(Iso, 0, IsoPatterns, "in the text, else UTC") : IsPattern(name) ? OfPattern(name) : null;
    }

    /// <summary>The format that all of some cells have; null when there is none.</summary>
    /// <param name="cells">The first cells of the file, in its order.</param>
    public static Outcome<TimeReader> Detect(IReadOnlyList<string> cells)
    {
        if (cells.Count == 0)
        {
            return Refuse("rows with a time", "No row has a time.");
        }

        if (All(OfPattern("yyyyMMdd"), cells))
        {
            return Outcome.Of(OfPattern("yyyyMMdd"));
        }

        var numbers = cells.Select(cell => decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : (decimal?)null).OfType<decimal>().Order().ToList();
        if (numbers.Count > cells.Count / 2)
        {
            var (epoch, ms, _) = Epochs.First(candidate => Math.Abs(numbers[numbers.Count / 2]) >= candidate.Above);
            return Outcome.Of(new TimeReader(epoch, ms, [], "UTC"));
        }

        var iso = Named(Iso)!;
        if (cells.Count(cell => iso.TryRead(cell, out _)) > cells.Count / 2)
        {
            var zoned = cells.Any(cell => cell.AsSpan(10 <= cell.Length ? 10 : 0).IndexOfAny("Zz+") >= 0 || (cell.Length > 16 && cell.AsSpan(16).Contains('-')) || cell.EndsWith("UTC", StringComparison.OrdinalIgnoreCase));
            return Outcome.Of(new TimeReader(Iso, 0, IsoPatterns, zoned ? "in the text" : "none given, taken as UTC"));
        }

        // A bad cell among many must not hide the format; a date that only one of two formats can read decides between them.
        var fits = DatePatterns.Select(OfPattern).Select(candidate => (Reader: candidate, Count: cells.Count(cell => candidate.TryRead(cell, out _)))).ToList();
        var most = fits.Max(fit => fit.Count);
        var fitting = fits.Where(fit => fit.Count == most && most > cells.Count * 0.9).Select(fit => fit.Reader).ToList();
        var ordered = fitting.Where(candidate => IsOrdered(candidate, cells)).ToList();
        return (fitting.Count, ordered.Count) switch
        {
            (0, _) => Refuse("epoch s, ms, us or ns, ISO-8601, or a common date", $"'{Short(cells[0])}' is not a time of a known format. Say which it is, for example dd.MM.yyyy HH:mm."),
            (1, _) => Outcome.Of(fitting[0]),
            (_, 1) => Outcome.Of(ordered[0]),
            _ => Refuse("one reading of the dates", $"'{Short(cells[0])}' can be {string.Join(" or ", fitting.Select(candidate => candidate.Name))}. Say which it is."),
        };
    }

    /// <summary>Reads a cell as Unix ms; false when it is no such time.</summary>
    public bool TryRead(ReadOnlySpan<char> cell, out long time)
    {
        time = 0;
        if (epochMs > 0)
        {
            if (long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
            {
                time = epochMs <= 1 ? whole / (long)(1 / epochMs) : whole < Latest ? whole * (long)epochMs : Latest;
            }
            else if (decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e20m)
            {
                time = (long)decimal.Floor(number * epochMs);
            }
            else
            {
                return false;
            }

            return time >= Earliest && time < Latest;
        }

        if (cell.EndsWith(" UTC", StringComparison.OrdinalIgnoreCase))
        {
            cell = cell[..^4];
        }

        for (var i = 0; i < patterns.Length; i++)
        {
            var pattern = patterns[(lastFit + i) % patterns.Length];
            if (DateTimeOffset.TryParseExact(cell, pattern, CultureInfo.InvariantCulture, Styles, out var parsed))
            {
                lastFit = (lastFit + i) % patterns.Length;
                time = parsed.ToUnixTimeMilliseconds();
                return time >= Earliest && time < Latest;
            }
        }

        return false;
    }

    private static TimeReader OfPattern(string pattern) =>
        new(pattern, 0, [pattern], pattern.Contains('K') || pattern.Contains('z') ? "in the text" : pattern.Contains("GMT", StringComparison.Ordinal) ? "UTC" : "none given, taken as UTC");

    private static bool IsPattern(string text) =>
        text.Length is > 3 and <= MaxPattern && text.Contains('y') && text.Contains('d') && text.All(c => "yMdHhmsfFtKzT ':./,-".Contains(c)) && text.Count(c => c == '\'') % 2 == 0;

    private static bool All(TimeReader candidate, IReadOnlyList<string> cells) => cells.All(cell => candidate.TryRead(cell, out _));

    private static bool IsOrdered(TimeReader candidate, IReadOnlyList<string> cells)
    {
        var times = cells.Select(cell => candidate.TryRead(cell, out var time) ? time : 0).ToList();
        var ups = times.Zip(times.Skip(1)).Count(pair => pair.Second > pair.First);
        var downs = times.Zip(times.Skip(1)).Count(pair => pair.Second < pair.First);
        return ups == 0 || downs == 0;
    }

    private static string Short(string text) => text.Length <= MaxPattern ? text : text[..MaxPattern];

    private static Outcome<TimeReader> Refuse(string rule, string message) => Outcome.Refused<TimeReader>(RefusalCodes.Invalid, "timeFormat", rule, message);
}
