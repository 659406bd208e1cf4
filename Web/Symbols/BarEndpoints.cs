using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Symbols;

/// <summary>Bars of a symbol.</summary>
internal static class BarEndpoints
{
    public static void MapBars(this IEndpointRouteBuilder api) => api.MapGet("/symbols/{symbol}/bars", Get).WithTags("Market data")
        .Describe("bars", "Bars of a symbol", "Closed bars, ascending. `BTCUSDT` is of the active venue, `demo:BTCUSDT` names one.")
        .TakesQuery("interval", QueryKind.Text, "Length of the bars. Default 1m.", Intervals.All.Select(interval => interval.Name()))
        .TakesRange().TakesFormat()
        .TakesQuery("preview", QueryKind.Flag, "True: add the open bar, marked `preview`.")
        .Answers<BarsJson>("Bars.").Problems(400, 401, 404, 422);

    private static Task<IResult> Get(string symbol, HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (await user.Find(symbol) is not { } key)
        {
            return SymbolProblems.NotFound(symbol);
        }

        var query = new QueryReader(context.Request);
        var interval = query.Interval("interval", Interval.OneMinute);
        var (range, format, preview) = (query.Range(), query.Format(), query.Flag("preview") ?? false);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var bars = (await user.History.GetBars(key, interval, range)).Select(BarJson.Of).ToList();
        if (preview && !key.IsUpload && await user.Symbol(key).GetOpenBar(interval) is { } open && Belongs(open, range, bars))
        {
            bars.Add(BarJson.Of(open) with { Preview = true });
            if (range.From is null && bars.Count > range.Limit)
            {
                bars.RemoveAt(0);
            }
        }

        return new TableResult<BarJson>(
            format, new BarsJson(key.Shown, key.Venue, interval.Name(), bars), bars, preview ? BarJson.ColumnsWithPreview : BarJson.Columns,
            $"{key.Venue}-{key.Shown}-{interval.Name()}");
    });

    /// <summary>Whether the open bar lies in the range, and no closed bar between was cut off by the limit.</summary>
    private static bool Belongs(Bar open, TimeRange range, List<BarJson> closed) =>
        (range.From is null || (open.OpenTime >= range.From && closed.Count < range.Limit))
        && (range.To is null || open.OpenTime < range.To)
        && (closed.Count == 0 || closed[^1].OpenTime < open.OpenTime);
}
