using System.Text;
using System.Text.Json;

namespace QuantPlatform.Silo.Datasets;

/// <summary>Rows of an NDJSON file: one flat object a line. Its columns are the members of the first object; further members are left aside.</summary>
internal sealed class JsonRows : IRowSource
{
    private readonly StreamReader text;
    private readonly List<string> names = [];
    private readonly List<(int Start, int Length)> cells = [];
    private readonly byte[] utf8 = new byte[ContentGuard.MaxLine * 3];
    private readonly char[] characters = new char[ContentGuard.MaxLine * 2];
    private int used;

    public JsonRows(Stream file) =>
        text = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, ContentGuard.MaxLine * 4);

    /// <summary>The columns; known after the first <see cref="Read"/>.</summary>
    public IReadOnlyList<string> Names => names;

    /// <inheritdoc/>
    public long Line { get; private set; }

    /// <inheritdoc/>
    public int Count => names.Count;

    /// <inheritdoc/>
    public bool Read()
    {
        try
        {
            while (text.ReadLine() is { } line)
            {
                Line++;
                if (!string.IsNullOrWhiteSpace(line))
                {
                    Parse(line);
                    return true;
                }
            }

            return false;
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"after line {Line} there are bytes that are not UTF-8", e);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"line {Line} is not a JSON object", e);
        }
    }

    /// <inheritdoc/>
    public ReadOnlySpan<char> Cell(int column) => cells[column] is (var start, > 0 and var length) ? characters.AsSpan(start, length).Trim() : [];

    /// <inheritdoc/>
    public void Dispose() => text.Dispose();

    private void Parse(string line)
    {
        var isFirst = names.Count == 0;
        used = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            cells[i] = default;
        }

        var reader = new Utf8JsonReader(utf8.AsSpan(0, Encoding.UTF8.GetBytes(line, utf8)), new JsonReaderOptions { MaxDepth = 8 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("no object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = isFirst ? Add(reader.GetString()!) : Find(ref reader);
            reader.Read();
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                reader.Skip();
            }
            else if (column >= 0 && reader.TokenType != JsonTokenType.Null)
            {
                cells[column] = Copy(ref reader);
            }
        }

        while (reader.Read())
        {
            // A second value on the line throws here.
        }
    }

    private int Add(string name)
    {
        if (names.Count >= CsvRows.MaxColumns)
        {
            throw new InvalidDataException($"line {Line} has more than {CsvRows.MaxColumns} members");
        }

        names.Add(name);
        cells.Add(default);
        return names.Count - 1;
    }

    private int Find(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (reader.ValueTextEquals(names[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private (int Start, int Length) Copy(ref Utf8JsonReader reader)
    {
        var start = used;
        used += reader.TokenType == JsonTokenType.String
            ? reader.CopyString(characters.AsSpan(used))
            : Encoding.UTF8.GetChars(reader.ValueSpan, characters.AsSpan(used));
        return (start, used - start);
    }
}
