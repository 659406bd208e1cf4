using System.Globalization;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Datasets;

/// <summary>Finds out from the beginning of a file how it is to be read. What its user says is taken as said.</summary>
internal static class FormatDetector
{
    /// <summary>Rows looked at.</summary>
    public const int SampleRows = 1_000;

    private const string Csv = "csv";
    private const string Ndjson = "ndjson";
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    private static readonly string[] KlineColumns =
        ["open_time", "open", "high", "low", "close", "volume", "close_time", "quote_volume", "count", "taker_buy_volume", "taker_buy_quote_volume", "ignore"];

    private static readonly string[] AggTradeColumns = ["agg_trade_id", "price", "quantity", "first_trade_id", "last_trade_id", "transact_time", "is_buyer_maker", "is_best_match"];

    private static readonly string[] BareColumns = ["time", "open", "high", "low", "close", "volume"];

    /// <param name="open">Opens the file from its beginning.</param>
    /// <exception cref="InvalidDataException">It is no such file; the message says where and why.</exception>
    public static Outcome<FileFormat> Detect(Func<Stream> open, DatasetReading reading)
    {
        var (delimiter, problem) = Delimiter(open, reading.Delimiter);
        if (problem is not null)
        {
            return Outcome.Refused<FileFormat>([problem]);
        }

        var (names, rows) = Sample(open, delimiter);
        if (rows.Count == 0)
        {
            return Refuse("file", "at least one row", "The file holds no rows.");
        }

        var (layout, header, columns) = delimiter is null ? (Ndjson, false, names) : Columns(rows[0]);
        var roles = ColumnNames.Assign(columns, reading.Symbol);
        var data = header ? rows[1..] : rows;
        if (Kind(roles) is not { } kind)
        {
            return Refuse("file", "columns for time and close, or for time, price and size", $"The columns were read as {string.Join(", ", columns.Take(12))}: bars need a time and a close, trades a time, a price and a size.");
        }

        if (data.Count == 0)
        {
            return Refuse("file", "at least one row", "The file holds a header and no rows.");
        }

        var (symbol, symbolProblem) = Symbol(roles, data, reading.Symbol);
        var times = data.Select(row => TimeText(row, roles)).Where(text => text.Length > 0).ToList();
        var time = reading.TimeFormat is { } named ? Named(named) : TimeReader.Detect(times);
        if (symbolProblem is not null || !time.Accepted)
        {
            return Outcome.Refused<FileFormat>(time.Accepted ? [symbolProblem!] : [time.Refusals[0]]);
        }

        var format = new FileFormat(kind, layout, delimiter, header, columns, roles, time.Value!, symbol, null, null, []);
        return kind == DatasetKind.Trades ? Trades(format, reading) : Spacing.Of(format, Times(times, time.Value!), reading.Interval);
    }

    private static Outcome<FileFormat> Trades(FileFormat format, DatasetReading reading) => reading.Interval is null
        ? Outcome.Of(format)
        : Refuse("interval", "only for bars", "These rows are trades: they become bars of every interval.");

    private static Outcome<TimeReader> Named(string name) => TimeReader.Named(name) is { } reader
        ? Outcome.Of(reader)
        : Outcome.Refused<TimeReader>(RefusalCodes.Invalid, "timeFormat", "s, ms, us, ns, iso, or a pattern such as dd.MM.yyyy HH:mm", $"'{name}' is no time format.");

    private static (char? Delimiter, Refusal? Problem) Delimiter(Func<Stream> open, string? said)
    {
        var lines = Lines(open);
        if (lines.Count > 0 && lines[0].AsSpan().TrimStart() is ['{', ..])
        {
            return (null, null);
        }

        if (said is not null)
        {
            return said == "tab" ? ('\t', null)
                : said is [var one] && (Delimiters.Contains(one) || (!char.IsLetterOrDigit(one) && one is not '"' and not '.' and not '-' and not ':')) ? (one, null)
                : (null, new Refusal(RefusalCodes.Invalid, "delimiter", "one character, or tab", $"'{said}' cannot separate columns."));
        }

        // The one that most lines have the same number of times, and most often.
        var best = Delimiters
            .Select(candidate => (candidate, counts: lines.Select(line => line.AsSpan().Count(candidate)).ToList()))
            .Where(found => found.counts.Count > 0 && found.counts.Max() > 0)
            .OrderByDescending(found => found.counts.Count(count => count == found.counts[^1] && count > 0))
            .ThenByDescending(found => found.counts[^1])
            .Select(found => (char?)found.candidate)
            .FirstOrDefault();
        return (best ?? ',', null);
    }

    private static List<string> Lines(Func<Stream> open)
    {
        using var text = new StreamReader(open());
        var lines = new List<string>();
        while (lines.Count < 50 && text.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private static (List<string> Names, List<string[]> Rows) Sample(Func<Stream> open, char? delimiter)
    {
        using var source = Open(open(), delimiter);
        var rows = new List<string[]>();
        while (rows.Count <= SampleRows && source.Read())
        {
            rows.Add([.. Enumerable.Range(0, source.Count).Select(column => source.Cell(column).ToString())]);
        }

        return (source is JsonRows json ? [.. json.Names] : [], rows);
    }

    /// <summary>Opens the rows of a file.</summary>
    public static IRowSource Open(Stream file, char? delimiter) => delimiter is { } one ? new CsvRows(file, one) : new JsonRows(file);

    private static (string Layout, bool Header, List<string> Columns) Columns(string[] first)
    {
        var hasNumbers = first.Any(cell => decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        if (!hasNumbers && first.Any(ColumnNames.IsKnown))
        {
            var layout = first.SequenceEqual(KlineColumns, StringComparer.Ordinal) ? "binanceKlines"
                : first.Length >= 7 && AggTradeColumns.Take(first.Length).SequenceEqual(first, StringComparer.Ordinal) ? "binanceAggTrades" : Csv;
            return (layout, true, [.. first]);
        }

        bool IsFlag(int column) => bool.TryParse(first[column], out _);
        return first.Length switch
        {
            12 => ("binanceKlines", false, [.. KlineColumns]),
            7 when IsFlag(6) => ("binanceAggTrades", false, [.. AggTradeColumns[..7]]),
            8 when IsFlag(6) && IsFlag(7) => ("binanceAggTrades", false, [.. AggTradeColumns]),
            6 when IsFlag(5) => (Csv, false, ["trade_id", "price", "quantity", "quote_quantity", "time", "is_buyer_maker"]),
            3 => (Csv, false, ["time", "price", "size"]),
            2 => (Csv, false, ["time", "close"]),
            5 or 6 => (Csv, false, [.. BareColumns[..first.Length]]),
            _ => (Csv, false, [.. Enumerable.Range(1, first.Length).Select(number => number.ToString(CultureInfo.InvariantCulture))]),
        };
    }

    private static DatasetKind? Kind(Dictionary<Role, int> roles) => !roles.ContainsKey(Role.Time) ? null
        : roles.ContainsKey(Role.Close) ? DatasetKind.Bars
        : roles.ContainsKey(Role.Price) && roles.ContainsKey(Role.Size) ? DatasetKind.Trades
        : null;

    private static (string? Symbol, Refusal? Problem) Symbol(Dictionary<Role, int> roles, List<string[]> rows, string asked)
    {
        if (!roles.TryGetValue(Role.Symbol, out var column))
        {
            return (null, null);
        }

        var found = rows.Where(row => column < row.Length).Select(row => row[column]).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var match = found.FirstOrDefault(symbol => IsSame(symbol, asked));
        return match is not null ? (match, null)
            : found.Count == 1 ? (found[0], null)
            : (null, new Refusal(RefusalCodes.Invalid, "symbol", "one of the symbols in the file", $"The file holds {string.Join(", ", found.Take(8))} and not {asked}. Name the one you want."));
    }

    private static bool IsSame(string a, string b) => string.Equals(Letters(a), Letters(b), StringComparison.OrdinalIgnoreCase);

    private static string Letters(string symbol) => string.Concat(symbol.Where(char.IsLetterOrDigit));

    private static string TimeText(string[] row, Dictionary<Role, int> roles)
    {
        string Cell(int column) => column < row.Length ? row[column] : "";
        var time = Cell(roles[Role.Time]);
        return roles.TryGetValue(Role.Clock, out var clock) ? $"{time} {Cell(clock)}" : time;
    }

    private static List<long> Times(List<string> texts, TimeReader reader) =>
        [.. texts.Select(text => reader.TryRead(text, out var time) ? time : -1).Where(time => time >= 0)];

    private static Outcome<FileFormat> Refuse(string field, string rule, string message) => Outcome.Refused<FileFormat>(RefusalCodes.Invalid, field, rule, message);
}
