using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Datasets;

/// <summary>What a reading came to.</summary>
/// <param name="Intervals">The intervals whose bars the rows can give.</param>
internal sealed record ScanResult(DatasetReport Report, Interval? Interval, ImmutableArray<Interval> Intervals);

/// <summary>Reads an uploaded file from end to end with constant memory: checks every row, brings them into order, counts what is missing or doubled, and leaves them ready to be stored.</summary>
internal static class DatasetScan
{
    /// <param name="upload">The file as it was sent.</param>
    /// <param name="rows">Receives the accepted rows in order.</param>
    /// <param name="maxRows">Most rows of the file, and most bars of an interval.</param>
    public static Outcome<ScanResult> Run(string upload, string rows, DatasetReading reading, int maxRows)
    {
        FileStream Open() => new(upload, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        try
        {
            var format = FormatDetector.Detect(Open, reading);
            if (!format.Accepted)
            {
                return Outcome.Refused<ScanResult>(format.Refusals);
            }

            using var source = FormatDetector.Open(Open(), format.Value!.Delimiter);
            using var sorter = new RowFile(rows + ".sorting");
            var scan = new Pass(format.Value, source, sorter, maxRows);
            return scan.Read() is { } refusal ? Outcome.Refused<ScanResult>([refusal]) : scan.Finish(rows);
        }
        catch (InvalidDataException e)
        {
            return Outcome.Refused<ScanResult>(RefusalCodes.Invalid, "file", "CSV (RFC 4180) or NDJSON in UTF-8", $"The file cannot be read: {e.Message}.");
        }
    }

    private sealed class Pass(FileFormat format, IRowSource source, RowFile sorter, int maxRows)
    {
        private readonly List<BadCell> badCells = [];
        private readonly RowParser parser = new(format, source);
        private long count, skipped, bad, ups, downs;
        private long previous = long.MinValue;

        public Refusal? Read()
        {
            Span<byte> payload = stackalloc byte[UploadRow.MaxBytes];
            if (format.Header)
            {
                source.Read();
            }

            while (source.Read())
            {
                if (++count > maxRows)
                {
                    return new Refusal("too_large", "file", $"at most {maxRows} rows", $"The file has more than {maxRows:N0} rows.");
                }

                if (parser.Formula() is >= 0 and var column)
                {
                    var cell = parser.Describe(column, "");
                    return new Refusal(RefusalCodes.Invalid, "file", "no formula cells", $"Line {cell.Line}, column {cell.Column} holds the formula '{cell.Text}'. Send values only.");
                }

                if (parser.IsOther)
                {
                    skipped++;
                }
                else if (format.Kind == DatasetKind.Bars ? parser.ReadBar() is not { } bar || !Add(bar, payload) : parser.ReadTrade() is not { } trade || !Add(trade, payload))
                {
                    bad++;
                    if (badCells.Count < DatasetReport.MaxBadCells)
                    {
                        badCells.Add(parser.Bad!);
                    }
                }
            }

            return null;
        }

        public Outcome<ScanResult> Finish(string rows)
        {
            var counts = format.Kind == DatasetKind.Bars ? new RowCounts(format.SpacingMs!.Value) : new RowCounts(format.Layout == "binanceAggTrades");
            using (var file = new FileStream(rows, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024))
            {
                Span<byte> row = stackalloc byte[RowFile.Head + UploadRow.MaxBytes];
                foreach (var next in sorter.Sorted())
                {
                    if (counts.Take(next.Time, next.Rank))
                    {
                        file.Write(row[..RowFile.Write(row, next.Time, next.Rank, next.Payload)]);
                    }
                }
            }

            if (counts.Accepted == 0)
            {
                var first = badCells.Count > 0 ? $" The first: line {badCells[0].Line}, column {badCells[0].Column}, '{badCells[0].Text}' must be {badCells[0].Rule}." : "";
                return Outcome.Refused<ScanResult>(RefusalCodes.Invalid, "file", "at least one good row", $"No row of {count:N0} can be used.{first}");
            }

            var intervals = counts.Intervals(format.Interval, maxRows);
            var notes = format.Notes.ToList();
            if (format.Kind == DatasetKind.Trades && intervals.Length < Intervals.All.Count)
            {
                notes.Add($"Bars of {string.Join(", ", Intervals.All.Except(intervals).Select(interval => interval.Name()))} are left out: there would be more than {maxRows:N0}.");
            }

            var report = new DatasetReport(
                count, counts.Accepted, counts.From, counts.To, counts.Gaps, counts.Missing, counts.Duplicates, Math.Min(ups, downs), skipped, bad, [.. badCells],
                (format with { Notes = notes }).Describe(downs > ups ? "descending" : "ascending"));
            return Outcome.Of(new ScanResult(report, format.Interval, intervals));
        }

        private bool Add(Bar bar, Span<byte> payload)
        {
            Follow(bar.OpenTime);
            sorter.Add(bar.OpenTime, source.Line, payload[..UploadRow.Write(payload, bar)]);
            return true;
        }

        private bool Add(Trade trade, Span<byte> payload)
        {
            Follow(trade.Time);
            sorter.Add(trade.Time, trade.Id >= 0 ? trade.Id : source.Line, payload[..UploadRow.Write(payload, trade)]);
            return true;
        }

        private void Follow(long time)
        {
            if (previous != long.MinValue)
            {
                ups += time > previous ? 1 : 0;
                downs += time < previous ? 1 : 0;
            }

            previous = time;
        }
    }
}
