using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Statistics;

/// <summary>Calculations that belong to no stored pair.</summary>
internal static class AnalyticsEndpoints
{
    public static void MapAnalytics(this IEndpointRouteBuilder api)
    {
        var analytics = api.MapGroup("/analytics").WithTags("Analytics");
        analytics.MapPost("/pair", Pair).RequireScope(ApiScopes.Read)
            .Describe("analyzePair", "Analyse a series as a pair", "The fields of a snapshot at the last point plus `diagnostics`. Nothing is stored. A constant series gives null with the reason. With `huber` and `theilSen` the signal of a very long series is replayed over its end only.")
            .TakesBody<PairSeriesBody>()
            .Answers<PairAnalysisJson>("The analysis.").Problems(400, 401, 413, 415, 422, 429);
        analytics.MapPost("/correlation", Correlation).RequireScope(ApiScopes.Read)
            .Describe("correlation", "Correlations within a universe", "Of log returns between the last closed bars that every symbol has.")
            .TakesBody<CorrelationBody>()
            .Answers<CorrelationJson>("The matrix.").Problems(400, 401, 413, 415, 429);
    }

    private static Task<IResult> Pair(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var (body, problem) = await ApiBody.Read<PairSeriesBody>(context, PairSeriesBody.MaxBytes);
        if (problem is not null)
        {
            return problem;
        }

        var (input, missing) = body!.Read();
        if (missing is not null)
        {
            return missing;
        }

        var outcome = await user.Analytics.AnalyzeSeries(input!);
        return outcome.Accepted
            ? Results.Json(PairAnalysisJson.Of(outcome.Value!, body.Interval), ApiJson.Options)
            : StatisticsProblems.Refused(context, outcome.Refusals);
    });

    private static Task<IResult> Correlation(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var (body, problem) = await ApiBody.Read<CorrelationBody>(context);
        if (problem is not null)
        {
            return problem;
        }

        var (keys, interval, window, wrong) = await body!.Read(user);
        if (wrong is not null)
        {
            return wrong;
        }

        var outcome = await user.Analytics.GetCorrelation([.. keys], interval, window);
        return outcome.Accepted
            ? Results.Json(new CorrelationJson([.. body.Symbols!.Select(name => name!)], [.. outcome.Value!.Matrix.Select(row => (IReadOnlyList<double?>)[.. row])], outcome.Value.Samples), ApiJson.Options)
            : StatisticsProblems.Refused(context, outcome.Refusals);
    });
}
