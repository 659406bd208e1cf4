using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Exports;

/// <summary>What is to be exported.</summary>
[Example("""{"kind":"bars","symbol":"BTCUSDT","interval":"1m","format":"csv"}""")]
internal sealed record ExportBody(
    [property: Description("`bars`, `trades` or `pairSeries`."), Required] string? Kind,
    [property: Description("Of bars and trades: `BTCUSDT`, `demo:BTCUSDT` or `upload:{datasetId}`.")] string? Symbol,
    [property: Description("Of bars: 1s, 1m, 5m, 15m or 1h. Default 1m.")] string? Interval,
    [property: Description("Of a pair's series: the id of the pair.")] string? Pair,
    [property: Description("First time, inclusive, Unix ms. Default: the oldest row.")] long? From,
    [property: Description("Last time, exclusive, Unix ms. Default: the newest row.")] long? To,
    [property: Description("`csv` (default), `json` or `ndjson`: the rows and names of the direct read.")] string? Format);
