using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Workspaces;

/// <summary>The whole workspace of the signed-in user, out and in.</summary>
internal static class WorkspaceEndpoints
{
    public static void MapWorkspace(this IEndpointRouteBuilder api)
    {
        var workspace = api.MapGroup("/workspace").WithTags("Workspace");
        workspace.MapGet("", Get)
            .Describe("getWorkspace", "Your whole workspace", "One document that can be imported again, here or elsewhere.")
            .SendsHeader("ETag", "Version of the workspace.").Answers<WorkspaceJson>("The document.").Problems(401);
        workspace.MapPut("", Put)
            .Describe("putWorkspace", "Import a workspace",
                "All of the document is taken, or nothing: every broken rule is named with the path of its field, e.g. `pairs[3].window`. Ids are kept; an item without one gets a new one. "
                + "`merge` replaces what has a known id, adds the rest and deletes nothing; `replace` deletes what a section of the document does not name. A section that is left out stays as it is. "
                + "A rule only counts bars that close after the import; contact points that you have not are dropped from it and named in `missingContactPoints`.")
            .TakesQuery("mode", QueryKind.Text, "Default merge.", ["merge", "replace"])
            .TakesQuery("preview", QueryKind.Flag, "`true` only says what would change.")
            .TakesHeader("If-Match", "The `ETag` your document is based on: 412 with both documents when the workspace was changed since.")
            .TakesBody<WorkspaceBody>().SendsHeader("ETag", "Version of the workspace.")
            .Answers<WorkspaceChangesJson>("What was changed.").Problems(400, 401, 409, 412, 413, 415, 422);
    }

    private static Task<IResult> Get(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var (document, revision) = await WorkspaceJson.Read(user);
        ETags.Set(context.Response, revision);
        return Results.Json(document, ApiJson.Options);
    });

    private static Task<IResult> Put(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var query = new QueryReader(context.Request);
        var mode = query.Choice("mode", ("merge", ImportMode.Merge), ("replace", ImportMode.Replace));
        var preview = query.Flag("preview") ?? false;
        if (query.Problem is { } wrong)
        {
            return wrong;
        }

        var (body, unreadable) = await ApiBody.Read<WorkspaceBody>(context, WorkspaceBody.MaxBytes);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var errors = new FieldErrors();
        var (document, missing) = await WorkspaceReader.Read(body!, user, errors);
        if (errors.All.Count > 0)
        {
            return Problems.Invalid(errors.All);
        }

        var outcome = await user.Workspace.Import(document, mode, preview, ETags.IfMatch(context.Request));
        if (outcome.Accepted)
        {
            ETags.Set(context.Response, outcome.Value!.Revision);
            return Results.Json(WorkspaceChangesJson.Of(outcome.Value, preview, missing), ApiJson.Options);
        }

        if (outcome.Refusals.All(refusal => refusal.Code == RefusalCodes.Stale))
        {
            var (current, revision) = await WorkspaceJson.Read(user);
            ETags.Set(context.Response, revision);
            return Problems.Stale<object>(current, body!);
        }

        return Problems.Refused(outcome.Refusals);
    });
}
