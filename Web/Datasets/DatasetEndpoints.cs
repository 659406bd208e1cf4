using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Statistics;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Datasets;

/// <summary>A user's own data.</summary>
internal static class DatasetEndpoints
{
    private static readonly TimeSpan WaitForImport = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Ask = TimeSpan.FromMilliseconds(50);

    public static void MapDatasets(this IEndpointRouteBuilder api)
    {
        var datasets = api.MapGroup("/datasets").WithTags("Datasets");
        datasets.MapGet("", List)
            .Describe("listDatasets", "Your datasets", "Newest first.")
            .TakesPage().Answers<Page<DatasetJson>>("A page of datasets.").Problems(400, 401);
        datasets.MapPost("", Upload)
            .Describe("addDataset", "Upload a file", "OHLCV bars as CSV, or trades as CSV or NDJSON (`{symbol,ts,price,size}`), also Binance's archive files, unpacked. Header, delimiter, time format and interval are found out and reported; nothing is stored until it is accepted. Counts against the quotas `datasets` and `storageBytes`.")
            .WithMetadata(new FormDoc(typeof(UploadForm)))
            .Answers<DatasetJson>("The preview.", StatusCodes.Status201Created).Problems(400, 401, 413, 415, 422, 429);
        datasets.MapGet("/{id}", Get)
            .Describe("getDataset", "One dataset").Answers<DatasetJson>("The dataset.").Problems(401, 404);
        datasets.MapPost("/{id}/read", Read)
            .Describe("readDataset", "Read a preview again", "With another interval, time format or delimiter than was found.")
            .TakesBody<ReadingBody>().Answers<DatasetJson>("The new preview.").Problems(400, 401, 404, 409, 413, 415, 429);
        datasets.MapPost("/{id}/accept", Accept)
            .Describe("acceptDataset", "Store a preview", "Then `upload:{id}` can be used like a symbol.")
            .Answers<DatasetJson>("It is stored.").Answers<DatasetJson>("It is being stored: ask again.", StatusCodes.Status202Accepted).Problems(400, 401, 404, 409, 422, 429);
        datasets.MapDelete("/{id}", Delete)
            .Describe("deleteDataset", "Delete a dataset", "With everything stored of it. Pairs that use it stay and have no data.")
            .Answers(StatusCodes.Status204NoContent, "It is gone.").Problems(400, 401, 404);
    }

    private static ProblemResult NotFound() => Problems.NotFound("You have no such dataset.");

    private static Task<IResult> List(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var query = new QueryReader(context.Request);
        var (skip, limit) = (query.Cursor(), query.Limit());
        return query.Problem ?? Results.Json(PageCursor.Cut([.. (await user.Datasets.List()).Select(DatasetJson.Of)], skip, limit), ApiJson.Options);
    });

    private static Task<IResult> Upload(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var (dataset, problem) = await new DatasetUpload(context, user).Run();
        if (problem is not null)
        {
            return problem;
        }

        context.Response.Headers.Location = $"{ApiPaths.Prefix}/datasets/{dataset!.Id}";
        return Answer(dataset, StatusCodes.Status201Created);
    });

    private static Task<IResult> Get(string id, TenantGrains tenant) => tenant.Call<IResult>(async user =>
        await Find(user, id) is { } dataset ? Answer(dataset, StatusCodes.Status200OK) : NotFound());

    private static Task<IResult> Read(string id, HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (await Find(user, id) is not { } dataset)
        {
            return NotFound();
        }

        var (body, unreadable) = await ApiBody.Read<ReadingBody>(context);
        var (reading, problem) = unreadable is null ? body!.Read(dataset.Symbol) : (null, unreadable);
        if (problem is not null)
        {
            return problem;
        }

        var outcome = await user.Dataset(id).Read(reading!);
        return outcome.Accepted ? Answer(outcome.Value!, StatusCodes.Status200OK) : StatisticsProblems.Refused(context, outcome.Refusals);
    });

    private static Task<IResult> Accept(string id, HttpContext context, TenantGrains tenant, TimeProvider time) => tenant.Call<IResult>(async user =>
    {
        if (await Find(user, id) is null)
        {
            return NotFound();
        }

        var outcome = await user.Dataset(id).Accept();
        if (!outcome.Accepted)
        {
            return StatisticsProblems.Refused(context, outcome.Refusals);
        }

        // Most files are stored at once; a caller need not ask again for those.
        var until = time.GetTimestamp();
        var dataset = outcome.Value!;
        while (dataset.State == DatasetState.Importing && time.GetElapsedTime(until) < WaitForImport)
        {
            await Task.Delay(Ask, time, context.RequestAborted);
            dataset = await Find(user, id) ?? dataset;
        }

        return Answer(dataset, dataset.State == DatasetState.Importing ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    });

    private static Task<IResult> Delete(string id, TenantGrains tenant) => tenant.Call<IResult>(async user =>
        TenantKey.IsPart(id) && await user.Datasets.Delete(id) ? Results.NoContent() : NotFound());

    private static async Task<DatasetInfo?> Find(UserGrains user, string id) =>
        TenantKey.IsPart(id) && await user.Dataset(id).Get() is { State: not DatasetState.Uploading } dataset ? dataset : null;

    private static IResult Answer(DatasetInfo dataset, int status) => Results.Json(DatasetJson.Of(dataset), ApiJson.Options, statusCode: status);
}
