using System.Text.Json;
using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.Exports;

/// <summary>Rows on their way into a file, a page at a time, in the form that the direct read answers them.</summary>
internal abstract class ExportRows
{
    /// <summary>The columns of CSV.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Reads the next page.</summary>
    /// <returns>How many rows it has, and the share of all that is read with it; no rows: there are no more.</returns>
    public abstract Task<(int Rows, double Share)> Next();

    /// <summary>Adds the current page to CSV.</summary>
    public abstract void AppendCsv(CsvBuffer csv);

    /// <summary>Adds the current page as JSON values.</summary>
    /// <param name="between">Runs before each.</param>
    public abstract void AppendJson(Utf8JsonWriter json, Action<Utf8JsonWriter> between);
}

/// <summary>Rows of one type.</summary>
/// <param name="columns">The columns of the direct read; null: it has no CSV.</param>
internal abstract class ExportRows<T>(IReadOnlyList<Column<T>>? columns) : ExportRows
{
    public override IReadOnlyList<string> Columns => [.. (columns ?? []).Select(column => column.Name)];

    /// <summary>The current page.</summary>
    protected List<T> Page { get; } = [];

    public override void AppendCsv(CsvBuffer csv)
    {
        foreach (var row in Page)
        {
            foreach (var column in columns!)
            {
                csv.Append(column.Value(row));
            }

            csv.EndRow();
        }
    }

    public override void AppendJson(Utf8JsonWriter json, Action<Utf8JsonWriter> between)
    {
        foreach (var row in Page)
        {
            between(json);
            JsonSerializer.Serialize(json, row, ApiJson.Options);
        }
    }
}

/// <summary>Rows ascending in time.</summary>
/// <param name="columns">The columns of the direct read.</param>
/// <param name="read">Reads a page that begins at a time.</param>
/// <param name="timeOf">Time of a row; the next page begins after the last one's.</param>
/// <param name="from">Time of the first row.</param>
/// <param name="to">Exclusive; for the share only.</param>
internal sealed class TimedRows<T>(IReadOnlyList<Column<T>> columns, Func<long, Task<IReadOnlyList<T>>> read, Func<T, long> timeOf, long from, long to) : ExportRows<T>(columns)
{
    private readonly long start = from;
    private long next = from;
    private long lastTime = long.MinValue;
    private int sameTime;

    public override async Task<(int Rows, double Share)> Next()
    {
        var rows = await read(next);
        Page.Clear();

        // A page may end among rows of one time: it is read again from that time, without the rows that were taken.
        var known = rows.TakeWhile((row, index) => timeOf(row) == lastTime && index < sameTime).Count();
        Page.AddRange(rows.Skip(known));
        if (Page.Count > 0)
        {
            var time = timeOf(Page[^1]);
            var same = Page.Count(row => timeOf(row) == time);
            sameTime = time == lastTime ? sameTime + same : same;
            lastTime = next = time;
        }

        return (Page.Count, to > start ? Math.Clamp((double)(next - start) / (to - start), 0, 1) : 1);
    }
}

/// <summary>Rows in pages that name the next one.</summary>
/// <param name="read">Reads the page of a cursor, null for the first; its own cursor is null when it is the last.</param>
internal sealed class CursorRows<T>(IReadOnlyList<Column<T>>? columns, Func<long?, Task<(IReadOnlyList<T> Rows, long? Next)>> read) : ExportRows<T>(columns)
{
    private long? cursor;
    private bool isOver;

    public override async Task<(int Rows, double Share)> Next()
    {
        Page.Clear();
        if (!isOver)
        {
            (var rows, cursor) = await read(cursor);
            Page.AddRange(rows);
            isOver = cursor is null;
        }

        return (Page.Count, isOver ? 1 : 0);
    }
}
