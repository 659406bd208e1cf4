using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Statistics;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Pairs;

/// <summary>A pair's points.</summary>
[Example("""
    {"pairId":"b1584e4b5b7344f9a3e3fc1da41d47e6","interval":"1m","points":[{"time":1795748820000,"priceY":3872.55,"priceX":110684,"alpha":-2.43472,
    "beta":0.921035,"spread":-0.000914073,"spreadMean":-0.000502231,"spreadStd":0.000770364,"z":-0.534607,"correlation":0.927314,"signal":"flat",
    "quality":"traded"},{"time":1795748880000,"priceY":3874.1,"priceX":110759,"alpha":-2.3912,"beta":0.917285,"spread":-0.00110489,"spreadMean":-0.000488862,
    "spreadStd":0.000774785,"z":-0.795097,"correlation":0.925866,"signal":"flat","quality":"traded"}]}
    """)]
internal sealed record SeriesJson(
    [property: Description("The pair.")] string PairId,
    [property: Description("1s, 1m, 5m, 15m or 1h.")] string Interval,
    [property: Description("Ascending in time.")] IReadOnlyList<PointJson> Points);

/// <summary>One point; it keeps the coefficients of its own time.</summary>
internal sealed record PointJson(
    [property: Description("Open time of its bars, Unix ms.")] long Time,
    [property: Description("Close of Y.")] double? PriceY,
    [property: Description("Close of X.")] double? PriceX,
    [property: Description("Intercept; null while warming up.")] double? Alpha,
    [property: Description("Hedge ratio.")] double? Beta,
    [property: Description("Spread of the point.")] double? Spread,
    [property: Description("Mean over the z-window.")] double? SpreadMean,
    [property: Description("Standard deviation over the z-window.")] double? SpreadStd,
    [property: Description("z-score.")] double? Z,
    [property: Description("Of log returns.")] double? Correlation,
    [property: Description("State of the signal after the point.")] PairSignal Signal,
    [property: Description("Of its bars.")] BarQuality Quality)
{
    /// <summary>The columns of a CSV answer.</summary>
    internal static readonly IReadOnlyList<Column<PointJson>> Columns =
    [
        new("open_time", point => Csv.Iso(point.Time)),
        new("open_time_ms", point => point.Time),
        new("price_y", point => point.PriceY),
        new("price_x", point => point.PriceX),
        new("alpha", point => point.Alpha),
        new("beta", point => point.Beta),
        new("spread", point => point.Spread),
        new("spread_mean", point => point.SpreadMean),
        new("spread_std", point => point.SpreadStd),
        new("z", point => point.Z),
        new("correlation", point => point.Correlation),
        new("signal", point => point.Signal),
        new("quality", point => point.Quality),
    ];

    internal static PointJson Of(PairPoint point) => new(
        point.Time, point.PriceY, point.PriceX, point.Alpha, point.Beta, point.Spread, point.SpreadMean, point.SpreadStd, point.Z, point.Correlation, point.Signal, point.Quality);
}

/// <summary>What a pair's statistics are now and were before.</summary>
internal static class PairLiveEndpoints
{
    public static void MapPairsLive(this IEndpointRouteBuilder api)
    {
        var pair = api.MapGroup("/pairs/{id}").WithTags("Pairs");
        pair.MapGet("/snapshot", Snapshot)
            .Describe("pairSnapshot", "A pair now", "The newest closed point, its readiness and signal, and the preview of the open bar.")
            .Answers<PairSnapshotJson>("The snapshot.").Problems(401, 404);
        pair.MapGet("/series", Series)
            .Describe("pairSeries", "A pair's past points", "Recomputed from stored bars, exactly as they were computed live.")
            .TakesRange().TakesFormat()
            .Answers<SeriesJson>("The points.").Problems(400, 401, 404, 422, 429);
    }

    private static Task<IResult> Snapshot(string id, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (!TenantKey.IsPart(id) || await user.Workspace.GetPair(id) is null || await user.Pair(id).GetSnapshot() is not { } snapshot)
        {
            return PairEndpoints.NotFound();
        }

        return Results.Json(PairSnapshotJson.Of(snapshot, prose: true), ApiJson.Options);
    });

    private static Task<IResult> Series(string id, HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (!TenantKey.IsPart(id) || await user.Workspace.GetPair(id) is not { } pair)
        {
            return PairEndpoints.NotFound();
        }

        var query = new QueryReader(context.Request);
        var (range, format) = (query.Range(), query.Format());
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var series = await user.Pair(id).GetSeries(range);
        if (!series.Accepted)
        {
            return StatisticsProblems.Refused(context, series.Refusals);
        }

        var points = series.Value.Select(PointJson.Of).ToList();
        return new TableResult<PointJson>(format, new SeriesJson(id, pair.Settings.Interval.Name(), points), points, PointJson.Columns, $"pair-{id}");
    });
}
