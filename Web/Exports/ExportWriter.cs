using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.Exports;

/// <summary>Writes pages of rows as CSV, NDJSON, or one JSON document like the direct read's.</summary>
internal sealed class ExportWriter(Stream file, IncrementalHash hash, ExportPlan plan) : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new(256 * 1024);
    private readonly CsvBuffer csv = new();
    private Utf8JsonWriter? json;

    /// <summary>Rows written.</summary>
    public long Rows { get; private set; }

    /// <summary>Extension and media type of a format.</summary>
    public static (string Extension, string ContentType) TypeOf(TableFormat format) => format switch
    {
        TableFormat.Csv => ("csv", "text/csv; charset=utf-8; header=present"),
        TableFormat.Ndjson => ("ndjson", "application/x-ndjson; charset=utf-8"),
        _ => ("json", "application/json; charset=utf-8"),
    };

    public async Task Begin(ExportRows rows)
    {
        if (plan.Format == TableFormat.Csv)
        {
            csv.AppendRow(rows.Columns);
            await Flush(csv.Bytes);
            csv.Clear();
            return;
        }

        // Lines are values one after another, which the writer does not call one document.
        json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder, SkipValidation = true });
        if (plan.Format == TableFormat.Json && plan.RowsName is { } rowsName)
        {
            json.WriteStartObject();
            foreach (var (name, value) in plan.Head)
            {
                json.WriteString(name, value);
            }

            json.WriteStartArray(rowsName);
        }
    }

    public async Task Write(ExportRows rows, int count)
    {
        Rows += count;
        if (plan.Format == TableFormat.Csv)
        {
            rows.AppendCsv(csv);
            await Flush(csv.Bytes);
            csv.Clear();
            return;
        }

        rows.AppendJson(json!, plan.Format == TableFormat.Ndjson ? EndLine : _ => { });
        json!.Flush();
        await Flush(buffer.WrittenMemory);
        buffer.ResetWrittenCount();
    }

    public async Task End()
    {
        if (json is null)
        {
            return;
        }

        if (plan.Format == TableFormat.Json && plan.RowsName is not null)
        {
            json.WriteEndArray();
            if (plan.IsPage)
            {
                json.WriteNull("nextCursor");
            }

            json.WriteEndObject();
        }

        json.Flush();
        if (plan.Format == TableFormat.Ndjson && Rows > 0)
        {
            buffer.Write("\n"u8);
        }

        await Flush(buffer.WrittenMemory);
    }

    public void Dispose() => json?.Dispose();

    private void EndLine(Utf8JsonWriter writer)
    {
        writer.Flush();
        if (writer.BytesCommitted > 0)
        {
            buffer.Write("\n"u8);
        }

        writer.Reset(buffer);
    }

    private async Task Flush(ReadOnlyMemory<byte> bytes)
    {
        hash.AppendData(bytes.Span);
        await file.WriteAsync(bytes);
    }
}
