using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Alerts;

/// <summary>Definitions of the signed-in user's rules.</summary>
internal static class RuleEndpoints
{
    public static void MapRules(this IEndpointRouteBuilder api)
    {
        var rules = api.MapGroup("/rules").WithTags("Alerts");
        rules.MapGet("", List).RequireScope(AlertScopes.ToRead)
            .Describe("listRules", "Your rules", "In order of creation, each with where it stands on every target.")
            .TakesPage().Answers<Page<RuleJson>>("A page of rules.").Problems(400, 401);
        rules.MapPost("", Add).RequireScope(AlertScopes.ToWrite)
            .Describe("addRule", "Make a rule", "Only `name`, `target` and `conditions` are required. Only bars that close after it was saved count. Counts against the quota `rules`.")
            .TakesBody<RuleBody>().SendsHeader("ETag", "Version of the rule.")
            .Answers<RuleJson>("The rule.", StatusCodes.Status201Created).Problems(400, 401, 413, 415, 422);
        rules.MapGet("/{id}", Get).RequireScope(AlertScopes.ToRead)
            .Describe("getRule", "One rule").TakesHeader("If-None-Match", "An `ETag` you have: 304 when it is still the current one. The status is no part of it.")
            .SendsHeader("ETag", "Version of the rule.")
            .Answers<RuleJson>("The rule.").Answers(StatusCodes.Status304NotModified, "You have it.").Problems(401, 404);
        rules.MapPut("/{id}", Put).RequireScope(AlertScopes.ToWrite)
            .Describe("putRule", "Change a rule", "States the whole definition; what is left out gets its default. Only bars that close from now on count; what fires by another meaning is resolved.")
            .TakesHeader("If-Match", "The `ETag` your change is based on: 412 with both versions when the rule was changed since.")
            .TakesBody<RuleBody>().SendsHeader("ETag", "Version of the rule.")
            .Answers<RuleJson>("The changed rule.").Problems(400, 401, 404, 412, 413, 415, 422);
        rules.MapDelete("/{id}", Delete).RequireScope(AlertScopes.ToWrite)
            .Describe("deleteRule", "Delete a rule", "Its alerts stay in the inbox.").Answers(StatusCodes.Status204NoContent, "It is gone.").Problems(400, 401, 404);
    }

    public static ProblemResult NotFound() => Problems.NotFound("You have no such rule.");

    public static Task<RuleDefinition?> Find(UserGrains user, string id) =>
        TenantKey.IsPart(id) ? user.Workspace.GetRule(id) : Task.FromResult<RuleDefinition?>(null);

    private static Task<IResult> List(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var query = new QueryReader(context.Request);
        var (skip, limit) = (query.Cursor(), query.Limit());
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var page = PageCursor.Cut(await user.Workspace.GetRules(), skip, limit);
        var statuses = await Task.WhenAll(page.Items.Select(rule => user.Rule(rule.Id).GetStatus()));
        return Results.Json(new Page<RuleJson>([.. page.Items.Zip(statuses, RuleJson.Of)], page.NextCursor), ApiJson.Options);
    });

    private static Task<IResult> Add(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var (body, unreadable) = await ApiBody.Read<RuleBody>(context);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var (settings, problem) = await body!.ReadOwn(user, ownId: null);
        if (problem is not null)
        {
            return problem;
        }

        var outcome = await user.Workspace.AddRule(settings!);
        if (!outcome.Accepted)
        {
            return Problems.Refused(outcome.Refusals);
        }

        context.Response.Headers.Location = $"{ApiPaths.Prefix}/rules/{outcome.Value!.Id}";
        return await Answer(context, user, outcome.Value, StatusCodes.Status201Created);
    });

    private static Task<IResult> Get(string id, HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (await Find(user, id) is not { } rule)
        {
            return NotFound();
        }

        if (ETags.IsNotModified(context.Request, rule.Version))
        {
            ETags.Set(context.Response, rule.Version);
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        return await Answer(context, user, rule, StatusCodes.Status200OK);
    });

    private static Task<IResult> Put(string id, HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (await Find(user, id) is null)
        {
            return NotFound();
        }

        var (body, unreadable) = await ApiBody.Read<RuleBody>(context);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var (settings, problem) = await body!.ReadOwn(user, id);
        if (problem is not null)
        {
            return problem;
        }

        var outcome = await user.Workspace.UpdateRule(id, settings!, ETags.IfMatch(context.Request));
        if (outcome.Accepted)
        {
            return await Answer(context, user, outcome.Value!, StatusCodes.Status200OK);
        }

        if (outcome.Refusals.All(refusal => refusal.Code == RefusalCodes.Stale) && await Find(user, id) is { } current)
        {
            ETags.Set(context.Response, current.Version);
            return Problems.Stale(RuleJson.Of(current, null), RuleJson.Of(current, settings!, null));
        }

        return Problems.Refused(outcome.Refusals);
    });

    private static Task<IResult> Delete(string id, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (await Find(user, id) is null)
        {
            return NotFound();
        }

        var outcome = await user.Workspace.DeleteRule(id);
        return outcome.Accepted ? Results.NoContent() : Problems.Refused(outcome.Refusals);
    });

    private static async Task<IResult> Answer(HttpContext context, UserGrains user, RuleDefinition rule, int status)
    {
        ETags.Set(context.Response, rule.Version);
        return Results.Json(RuleJson.Of(rule, await user.Rule(rule.Id).GetStatus()), ApiJson.Options, statusCode: status);
    }
}
