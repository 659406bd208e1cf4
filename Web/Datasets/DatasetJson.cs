using System.ComponentModel;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Jobs;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Datasets;

/// <summary>An uploaded dataset.</summary>
[Example("""
    {"id":"GOLD-34246c5a","symbol":"GOLD","interval":"1m","state":"ready","report":{"rows":2,"accepted":2,"from":1704067200000,"to":1704067260000,
    "gaps":0,"missing":0,"duplicates":0,"disorder":0,"skipped":0,"bad":0,"badCells":[],"detected":{"kind":"bars","layout":"csv","delimiter":",",
    "header":true,"columns":{"close":"close","high":"high","low":"low","open":"open","time":"time","volume":"volume"},"timeFormat":"iso",
    "zone":"in the text","spacingMs":60000,"order":"ascending","notes":[]}},"intervals":["1m","5m","15m","1h"],"bytes":94,"createdAt":1795778836870,
    "expiresAt":null,"progress":1,"error":null}
    """)]
internal sealed record DatasetJson(
    [property: Description("Its id; `upload:{id}` is its name wherever a symbol is asked for.")] string Id,
    [property: Description("What you call it.")] string Symbol,
    [property: Description("The interval of uploaded bars; null for trades, which make bars of every interval.")] string? Interval,
    [property: Description("`preview` until it is accepted, `importing` while it is stored, then `ready`.")] DatasetState State,
    [property: Description("What reading the file found.")] DatasetReportJson? Report,
    [property: Description("The intervals whose bars it serves.")] IReadOnlyList<string> Intervals,
    [property: Description("Size of the file in bytes.")] long Bytes,
    [property: Description("When it was uploaded, Unix ms.")] long CreatedAt,
    [property: Description("When a preview is deleted, Unix ms; null for others.")] long? ExpiresAt,
    [property: Description("Share that is stored, 0 to 1.")] double Progress,
    [property: Description("Why storing it failed; it can be accepted again. Null otherwise.")] JobErrorJson? Error)
{
    internal static DatasetJson Of(DatasetInfo dataset) => new(
        dataset.Id, dataset.Symbol, dataset.Interval?.Name(), dataset.State, dataset.Report is null ? null : DatasetReportJson.Of(dataset.Report),
        [.. dataset.Intervals.Select(interval => interval.Name())], dataset.Bytes, dataset.CreatedAt, dataset.ExpiresAt, dataset.Progress, JobErrorJson.Of(dataset.Error));
}

/// <summary>What reading a file found.</summary>
internal sealed record DatasetReportJson(
    [property: Description("Rows in the file, without its header.")] long Rows,
    [property: Description("Rows that are, or will be, stored.")] long Accepted,
    [property: Description("Time of the first accepted row, Unix ms.")] long? From,
    [property: Description("Time of the last one, Unix ms.")] long? To,
    [property: Description("Places where rows are missing.")] long Gaps,
    [property: Description("Rows that are missing there.")] long Missing,
    [property: Description("Rows whose open time or id was there before; the first is kept.")] long Duplicates,
    [property: Description("Rows that are out of the file's order; they are stored in theirs.")] long Disorder,
    [property: Description("Rows of other symbols.")] long Skipped,
    [property: Description("Rows that were left out for a bad cell.")] long Bad,
    [property: Description("The first 100 of those cells.")] IReadOnlyList<BadCellJson> BadCells,
    [property: Description("How the file was understood.")] DetectedJson Detected)
{
    internal static DatasetReportJson Of(DatasetReport report) => new(
        report.Rows, report.Accepted, report.From, report.To, report.Gaps, report.Missing, report.Duplicates, report.Disorder, report.Skipped, report.Bad,
        [.. report.BadCells.Select(cell => new BadCellJson(cell.Line, cell.Column, cell.Text, cell.Rule))], DetectedJson.Of(report.Detected));
}

/// <summary>A cell that broke a rule.</summary>
internal sealed record BadCellJson(
    [property: Description("Counted from 1, header included.")] long Line,
    [property: Description("Name in the header, else number counted from 1.")] string Column,
    [property: Description("What it holds, at most 40 characters.")] string Text,
    [property: Description("What it must be.")] string Rule);

/// <summary>How a file was understood.</summary>
internal sealed record DetectedJson(
    [property: Description("What a row is.")] DatasetKind Kind,
    [property: Description("`csv`, `ndjson`, `binanceKlines` or `binanceAggTrades`.")] string Layout,
    [property: Description("One character, or `tab`; null for NDJSON.")] string? Delimiter,
    [property: Description("Whether the first row names the columns.")] bool Header,
    [property: Description("Which column each value comes from.")] IReadOnlyDictionary<string, string> Columns,
    [property: Description("`s`, `ms`, `us`, `ns`, `iso`, or a date pattern.")] string TimeFormat,
    [property: Description("What is known of the time zone.")] string Zone,
    [property: Description("Usual distance of bars in ms; null for trades.")] long? SpacingMs,
    [property: Description("`ascending` or `descending`.")] string Order,
    [property: Description("What you should know.")] IReadOnlyList<string> Notes)
{
    internal static DetectedJson Of(DetectedFormat format) => new(
        format.Kind, format.Layout, format.Delimiter, format.Header, format.Columns.OrderBy(column => column.Key, StringComparer.Ordinal).ToDictionary(),
        format.TimeFormat, format.Zone, format.SpacingMs, format.Order, format.Notes);
}
