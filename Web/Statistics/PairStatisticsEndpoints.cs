using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Statistics;

/// <summary>What is worked out about a pair when somebody asks.</summary>
internal static class PairStatisticsEndpoints
{
    public static void MapPairStatistics(this IEndpointRouteBuilder api)
    {
        var pair = api.MapGroup("/pairs/{id}").WithTags("Pairs");
        pair.MapGet("/diagnostics", Diagnostics)
            .Describe("pairDiagnostics", "A pair under test", "Stationarity, cointegration, half-life, stability and liquidity of the last window, worked out now. What cannot be had is null, and `reasons` says why.")
            .TakesQuery("window", QueryKind.Window, "Points, 10 to 5000. Default: the pair's own window.")
            .Answers<DiagnosticsJson>("The tests.").Problems(400, 401, 404, 429);
        pair.MapGet("/table", Table)
            .Describe("pairTable", "A pair's statistics table", "A row a bar, or a row for each minute that is over. Recomputed from stored bars, exactly as they were computed live.")
            .TakesRange()
            .TakesQuery("every", QueryKind.Text, "`bar` (default) or `minute`: the last point of the minute, volumes and trades of the whole of it.", ["bar", "minute"])
            .TakesFormat()
            .Answers<TableJson>("The rows.").Problems(400, 401, 404, 422, 429);
    }

    private static Task<IResult> Diagnostics(string id, HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (!TenantKey.IsPart(id) || await user.Workspace.GetPair(id) is not { } pair)
        {
            return PairEndpoints.NotFound();
        }

        var query = new QueryReader(context.Request);
        var window = query.Count("window", PairSettings.MinWindow, PairSettings.MaxWindow);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var outcome = await user.Analytics.GetDiagnostics(pair.Settings, window);
        return outcome.Accepted ? Results.Json(DiagnosticsJson.Of(outcome.Value!), ApiJson.Options) : StatisticsProblems.Refused(context, outcome.Refusals);
    });

    private static Task<IResult> Table(string id, HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (!TenantKey.IsPart(id) || await user.Workspace.GetPair(id) is not { } pair)
        {
            return PairEndpoints.NotFound();
        }

        var query = new QueryReader(context.Request);
        var (range, format) = (query.Range(), query.Format());
        var every = query.Choice("every", ("bar", TableStep.Bar), ("minute", TableStep.Minute));
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var outcome = await user.Analytics.GetPairTable(pair.Settings, every, range);
        if (!outcome.Accepted)
        {
            return StatisticsProblems.Refused(context, outcome.Refusals);
        }

        var rows = outcome.Value.Select(TableRowJson.Of).ToList();
        return new TableResult<TableRowJson>(format, new TableJson(rows), rows, TableRowJson.Columns, $"pair-{id}-table");
    });
}
