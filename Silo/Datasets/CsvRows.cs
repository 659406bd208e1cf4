using System.Text;
using Sylvan.Data.Csv;

namespace QuantPlatform.Silo.Datasets;

/// <summary>Rows of a CSV file, header included, within a fixed buffer.</summary>
internal sealed class CsvRows : IRowSource
{
    /// <summary>Most cells of a row.</summary>
    public const int MaxColumns = 200;

    private readonly StreamReader text;
    private readonly CsvDataReader? csv;
    private bool isFirst = true;

    public CsvRows(Stream file, char delimiter)
    {
        text = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, ContentGuard.MaxLine * 4);
        try
        {
            csv = CsvDataReader.Create(text, new CsvDataReaderOptions
            {
                Delimiter = delimiter,
                HasHeaders = false,
                OwnsReader = false,
                BufferSize = ContentGuard.MaxLine * 4,
                MaxBufferSize = ContentGuard.MaxLine * 4,
                // Only a quote can begin with a quote, and nothing is a comment.
                Comment = '\0',
            });
        }
        catch (Exception e) when (IsBroken(e))
        {
            text.Dispose();
            throw Broken(e);
        }
    }

    /// <inheritdoc/>
    public long Line { get; private set; }

    /// <inheritdoc/>
    public int Count => csv!.RowFieldCount;

    /// <inheritdoc/>
    public bool Read()
    {
        try
        {
            do
            {
                Line += isFirst ? 1 : Lines(csv!.GetRawRecordSpan());
                isFirst = false;
                if (!csv!.Read())
                {
                    return false;
                }

                if (Count > MaxColumns)
                {
                    throw new InvalidDataException($"line {Line} has {Count} columns, more than {MaxColumns}");
                }
            }
            while (Count == 0 || (Count == 1 && Cell(0).IsEmpty));
            return true;
        }
        catch (Exception e) when (IsBroken(e))
        {
            throw Broken(e);
        }
    }

    /// <inheritdoc/>
    public ReadOnlySpan<char> Cell(int column) => column < Count ? csv!.GetFieldSpan(column).Trim() : [];

    /// <inheritdoc/>
    public void Dispose()
    {
        csv?.Dispose();
        text.Dispose();
    }

    private static long Lines(ReadOnlySpan<char> record) => Math.Max(1, record.Count('\n'));

    private static bool IsBroken(Exception e) => e is CsvFormatException or CsvRecordTooLargeException or DecoderFallbackException or CsvInvalidCharacterException;

    private InvalidDataException Broken(Exception e) => new(
        e is DecoderFallbackException ? $"after line {Line} there are bytes that are not UTF-8"
        : e is CsvRecordTooLargeException ? $"the row at line {Line + 1} has more than {ContentGuard.MaxLine} characters; a quote may not be closed"
        : $"the row at line {Line + 1} is not CSV: a quote is out of place", e);
}
