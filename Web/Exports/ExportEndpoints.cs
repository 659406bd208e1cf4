using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Statistics;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Exports;

/// <summary>Files of any size, made in the background.</summary>
internal static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder api)
    {
        var exports = api.MapGroup("/exports").RequireScope(ApiScopes.Export).WithTags("Exports");
        exports.MapGet("", List)
            .Describe("listExports", "Your exports", "Newest first; a file is kept for `Jobs:Expiry`.")
            .TakesPage().Answers<Page<ExportJson>>("A page of exports.").Problems(400, 401);
        exports.MapPost("", Start)
            .Describe("startExport", "Export rows of any number", "A job writes a file of the rows that the direct read answers, with the same names: bars, trades, a pair's series or statistics table, the alerts, or the workspace. Ask for it by its id, then fetch the file.")
            .TakesBody<ExportBody>().Answers<ExportJson>("It is queued.", StatusCodes.Status202Accepted).Problems(400, 401, 413, 415, 422, 429);
        exports.MapGet("/{id}", Get)
            .Describe("getExport", "One export").Answers<ExportJson>("The export.").Problems(401, 404);
        exports.MapGet("/{id}/file", File)
            .Describe("exportFile", "The file of an export", "Takes ranges, so that a broken download can go on.")
            .TakesHeader("Range", "`bytes=from-to`: only that part.")
            .AnswersFile(StatusCodes.Status200OK, "The file, in the format that was asked for.").AnswersFile(StatusCodes.Status206PartialContent, "A part of it.").Problems(401, 404);
        exports.MapDelete("/{id}", Delete)
            .Describe("deleteExport", "Stop an export and delete its file").Answers(StatusCodes.Status204NoContent, "It is gone.").Problems(400, 401, 404);
    }

    private static ProblemResult NotFound() => Problems.NotFound("You have no such export.");

    private static Task<IResult> List(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var query = new QueryReader(context.Request);
        var (skip, limit) = (query.Cursor(), query.Limit());
        return query.Problem ?? Results.Json(PageCursor.Cut([.. (await user.Jobs.List(JobKinds.Export)).Select(ExportJson.Of)], skip, limit), ApiJson.Options);
    });

    private static Task<IResult> Start(HttpContext context, TenantGrains tenant, IOptions<ExportOptions> options) => tenant.Call<IResult>(async user =>
    {
        var (body, unreadable) = await ApiBody.Read<ExportBody>(context);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var (plan, errors) = await ExportPlan.Of(body!, user);
        if (plan is null)
        {
            return Problems.Invalid(errors);
        }

        var used = (await user.Jobs.List(JobKinds.Export)).Sum(job => ExportJson.ManifestOf(job)?.Bytes ?? 0);
        if (used >= options.Value.BytesPerUser)
        {
            return Problems.Refused([new Refusal(RefusalCodes.Quota, "exportBytes", $"at most {options.Value.BytesPerUser} bytes", $"Your exports have {used:N0} of {options.Value.BytesPerUser:N0} bytes. Delete one first.")]);
        }

        var outcome = await user.Jobs.Start(JobKinds.Export, JsonSerializer.Serialize(body, ApiJson.Options));
        if (!outcome.Accepted)
        {
            return StatisticsProblems.Refused(context, outcome.Refusals);
        }

        context.Response.Headers.Location = $"{ApiPaths.Prefix}/exports/{outcome.Value!.Id}";
        return Results.Json(ExportJson.Of(outcome.Value), ApiJson.Options, statusCode: StatusCodes.Status202Accepted);
    });

    private static Task<IResult> Get(string id, TenantGrains tenant) => tenant.Call<IResult>(async user =>
        await Find(user, id) is { } job ? Results.Json(ExportJson.Of(job), ApiJson.Options) : NotFound());

    private static Task<IResult> File(string id, TenantGrains tenant, IJobFiles files) => tenant.Call<IResult>(async user =>
    {
        if (await Find(user, id) is not { } job || ExportJson.ManifestOf(job) is not { } manifest)
        {
            return NotFound();
        }

        var path = files.PathOf(user.UserId, id);
        return System.IO.File.Exists(path)
            ? Results.File(path, manifest.ContentType, manifest.FileName, enableRangeProcessing: true)
            : NotFound();
    });

    private static Task<IResult> Delete(string id, TenantGrains tenant) => tenant.Call<IResult>(async user =>
        await Find(user, id) is not null && await user.Jobs.Delete(id) ? Results.NoContent() : NotFound());

    private static async Task<JobStatus?> Find(UserGrains user, string id) =>
        TenantKey.IsPart(id) && await user.Job(id).Get() is { Kind: JobKinds.Export } job ? job : null;
}
