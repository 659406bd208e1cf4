using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Workspaces;

namespace QuantPlatform.Web.Pairs;

/// <summary>Definitions of the signed-in user's pairs.</summary>
internal static class PairEndpoints
{
    private static readonly DefinitionCalls<PairDefinition, PairSettings, PairBody, PairJson> Calls = new()
    {
        Noun = "pair",
        Tag = "Pairs",
        AddHelp = "Only `y` and `x` are required.",
        PutHelp = "States the whole definition; what is left out gets its default. The statistics warm up anew from stored bars.",
        UsedByRules = true,
        All = user => user.Workspace.GetPairs(),
        One = (user, id) => user.Workspace.GetPair(id),
        Add = (user, settings) => user.Workspace.AddPair(settings),
        Change = (user, id, settings, version) => user.Workspace.UpdatePair(id, settings, version),
        Delete = (user, id, force) => user.Workspace.DeletePair(id, force),
        Order = (user, ids) => user.Workspace.OrderPairs(ids),
        Show = PairJson.Of,
    };

    public static void MapPairs(this IEndpointRouteBuilder api) => Calls.Map(api).MapPost("/{id}/restore", Restore)
        .Describe("restorePair", "Bring a deleted pair back", "Under its own id, at its place among the pairs and on the watchlists. Your last 20 deleted pairs can be restored.")
        .SendsHeader("ETag", "Version of the pair.").Answers<PairJson>("The pair.").Problems(401, 404, 409, 422);

    public static ProblemResult NotFound() => Calls.NotFound();

    private static Task<IResult> Restore(string id, HttpContext context, TenantGrains tenant) => tenant.Call(async user => TenantKey.IsPart(id)
        ? Calls.Answer(context, await user.Workspace.RestorePair(id))
        : NotFound());
}
