using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Exports;

/// <summary>What is to be exported.</summary>
[Example("""{"kind":"bars","symbol":"BTCUSDT","interval":"1m","format":"csv"}""")]
internal sealed record ExportBody(
    [property: Description("`bars`, `trades`, `pairSeries`, `statistics` (a pair's statistics table), `alerts` (the inbox) or `workspace` (the document)."), Required] string? Kind,
    [property: Description("Of bars and trades: `BTCUSDT`, `demo:BTCUSDT` or `upload:{datasetId}`.")] string? Symbol,
    [property: Description("Of bars: 1s, 1m, 5m, 15m or 1h. Default 1m.")] string? Interval,
    [property: Description("Of a pair's series and statistics: the id of the pair.")] string? Pair,
    [property: Description("First time, inclusive, Unix ms; of alerts the time the inbox took them. Default: the oldest row. Not for a workspace.")] long? From,
    [property: Description("Last time, exclusive, Unix ms. Default: the newest row. Not for a workspace.")] long? To,
    [property: Description("`csv` (default), `json` or `ndjson`: the rows and names of the direct read. A workspace is `json`, its default.")] string? Format,
    [property: Description("Of statistics: `bar` (default) or `minute`.")] string? Every = null,
    [property: Description("Of alerts: only `firing`, `resolved`, `noData` or `error`.")] string? State = null,
    [property: Description("Of alerts: only `info`, `warning` or `critical`.")] string? Severity = null,
    [property: Description("Of alerts: only those of a rule, by id.")] string? Rule = null,
    [property: Description("Of alerts: only those that are, or are not.")] bool? Acknowledged = null);

/// <summary>What can be exported.</summary>
internal static class ExportKinds
{
    public const string Bars = "bars";

    public const string Trades = "trades";

    public const string PairSeries = "pairSeries";

    public const string Statistics = "statistics";

    public const string Alerts = "alerts";

    public const string Workspace = "workspace";

    public static readonly string[] All = [Bars, Trades, PairSeries, Statistics, Alerts, Workspace];
}
