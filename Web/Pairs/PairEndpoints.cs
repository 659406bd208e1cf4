using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Pairs;

/// <summary>Definitions of the signed-in user's pairs.</summary>
internal static class PairEndpoints
{
    public static void MapPairs(this IEndpointRouteBuilder api)
    {
        var pairs = api.MapGroup("/pairs").WithTags("Pairs");
        pairs.MapGet("", List)
            .Describe("listPairs", "Your pairs", "In your order.")
            .TakesPage().Answers<Page<PairJson>>("A page of pairs.").Problems(400, 401);
        pairs.MapPost("", Add)
            .Describe("addPair", "Make a pair", "Only `y` and `x` are required. Counts against the quota `pairs`.")
            .TakesBody<PairBody>().SendsHeader("ETag", "Version of the pair.")
            .Answers<PairJson>("The pair.", StatusCodes.Status201Created).Problems(400, 401, 413, 415, 422);
        pairs.MapGet("/{id}", Get)
            .Describe("getPair", "One pair").TakesHeader("If-None-Match", "An `ETag` you have: 304 when it is still the current one.")
            .SendsHeader("ETag", "Version of the pair.")
            .Answers<PairJson>("The pair.").Answers(StatusCodes.Status304NotModified, "You have it.").Problems(401, 404);
        pairs.MapPut("/{id}", Put)
            .Describe("putPair", "Change a pair", "States the whole definition; what is left out gets its default. The statistics warm up anew from stored bars.")
            .TakesHeader("If-Match", "The `ETag` your change is based on: 412 with both versions when the pair was changed since.")
            .TakesBody<PairBody>().SendsHeader("ETag", "Version of the pair.")
            .Answers<PairJson>("The changed pair.").Problems(400, 401, 404, 412, 413, 415, 422);
        pairs.MapDelete("/{id}", Delete)
            .Describe("deletePair", "Delete a pair").Answers(StatusCodes.Status204NoContent, "It is gone.").Problems(400, 401, 404);
    }

    public static ProblemResult NotFound() => Problems.NotFound("You have no such pair.");

    private static Task<IResult> List(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var query = new QueryReader(context.Request);
        var (skip, limit) = (query.Cursor(), query.Limit());
        return query.Problem ?? Results.Json(PageCursor.Cut([.. (await user.Workspace.GetPairs()).Select(PairJson.Of)], skip, limit), ApiJson.Options);
    });

    private static Task<IResult> Add(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var (body, unreadable) = await ApiBody.Read<PairBody>(context);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var (settings, problem) = await body!.Read(user, ownId: null);
        if (problem is not null)
        {
            return problem;
        }

        var outcome = await user.Workspace.AddPair(settings!);
        if (!outcome.Accepted)
        {
            return Problems.Refused(outcome.Refusals);
        }

        ETags.Set(context.Response, outcome.Value!.Version);
        context.Response.Headers.Location = $"{ApiPaths.Prefix}/pairs/{outcome.Value.Id}";
        return Results.Json(PairJson.Of(outcome.Value), ApiJson.Options, statusCode: StatusCodes.Status201Created);
    });

    private static Task<IResult> Get(string id, HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (await Find(user, id) is not { } pair)
        {
            return NotFound();
        }

        ETags.Set(context.Response, pair.Version);
        return ETags.IsNotModified(context.Request, pair.Version)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(PairJson.Of(pair), ApiJson.Options);
    });

    private static Task<IResult> Put(string id, HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (await Find(user, id) is null)
        {
            return NotFound();
        }

        var (body, unreadable) = await ApiBody.Read<PairBody>(context);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var (settings, problem) = await body!.Read(user, id);
        if (problem is not null)
        {
            return problem;
        }

        var outcome = await user.Workspace.UpdatePair(id, settings!, ETags.IfMatch(context.Request));
        if (outcome.Accepted)
        {
            ETags.Set(context.Response, outcome.Value!.Version);
            return Results.Json(PairJson.Of(outcome.Value), ApiJson.Options);
        }

        if (outcome.Refusals.All(refusal => refusal.Code == RefusalCodes.Stale) && await Find(user, id) is { } current)
        {
            ETags.Set(context.Response, current.Version);
            return Problems.Stale(PairJson.Of(current), PairJson.Of(current, settings!));
        }

        return Problems.Refused(outcome.Refusals);
    });

    private static Task<IResult> Delete(string id, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (await Find(user, id) is null)
        {
            return NotFound();
        }

        var outcome = await user.Workspace.DeletePair(id, force: false);
        return outcome.Accepted ? Results.NoContent() : Problems.Refused(outcome.Refusals);
    });

    private static Task<PairDefinition?> Find(UserGrains user, string id) =>
        TenantKey.IsPart(id) ? user.Workspace.GetPair(id) : Task.FromResult<PairDefinition?>(null);
}
