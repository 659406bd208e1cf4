using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace QuantPlatform.Web.Api;

/// <summary>How rows are sent.</summary>
internal enum TableFormat
{
    Json,
    Csv,
    Ndjson,
}

/// <summary>A column of a CSV answer.</summary>
/// <param name="Name">In snake_case.</param>
internal sealed record Column<T>(string Name, Func<T, object?> Value);

/// <summary>The same rows as one JSON document, as CSV, or as a JSON object per line.</summary>
/// <param name="document">The JSON document that holds the rows.</param>
/// <param name="name">File name of a download, without extension.</param>
internal sealed class TableResult<T>(TableFormat format, object document, IReadOnlyList<T> rows, IReadOnlyList<Column<T>> columns, string name) : IResult
{
    private const int FlushAt = 32 * 1024;

    private static readonly byte[] NewLine = "\n"u8.ToArray();

    public Task ExecuteAsync(HttpContext httpContext) => format switch
    {
        TableFormat.Csv => WriteCsv(httpContext),
        TableFormat.Ndjson => WriteLines(httpContext),
        _ => httpContext.Response.WriteAsJsonAsync(document, document.GetType(), ApiJson.Options, contentType: null, httpContext.RequestAborted),
    };

    private async Task WriteCsv(HttpContext context)
    {
        Begin(context, "text/csv; charset=utf-8; header=present", "csv");
        var csv = new CsvBuffer();
        csv.AppendRow(columns.Select(column => (object?)column.Name));
        foreach (var row in rows)
        {
            csv.AppendRow(columns.Select(column => column.Value(row)));
            if (csv.Bytes.Length > FlushAt)
            {
                await context.Response.Body.WriteAsync(csv.Bytes, context.RequestAborted);
                csv.Clear();
            }
        }

        await context.Response.Body.WriteAsync(csv.Bytes, context.RequestAborted);
    }

    private async Task WriteLines(HttpContext context)
    {
        Begin(context, "application/x-ndjson; charset=utf-8", "ndjson");
        foreach (var row in rows)
        {
            await JsonSerializer.SerializeAsync(context.Response.Body, row, ApiJson.Options, context.RequestAborted);
            await context.Response.Body.WriteAsync(NewLine, context.RequestAborted);
        }
    }

    private void Begin(HttpContext context, string contentType, string extension)
    {
        context.Response.ContentType = contentType;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.{extension}\"";
    }
}
