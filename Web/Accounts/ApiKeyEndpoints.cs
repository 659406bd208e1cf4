using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Security;

namespace QuantPlatform.Web.Accounts;

/// <summary>API keys: list, make, revoke.</summary>
internal static class ApiKeyEndpoints
{
    public static void MapApiKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/keys").WithTags("Account");
        keys.MapGet("", List)
            .Describe("listKeys", "Your API keys", "In the order they were made, expired ones too; never the keys themselves.")
            .TakesPage().Answers<Page<ApiKeyJson>>("Your keys.").Problems(400, 401, 403);
        keys.MapPost("", Create).RequireSession()
            .Describe("addKey", "Make an API key", "The answer is the only one that holds the key. Counts against the quota `keys`.")
            .TakesBody<ApiKeyBody>().Answers<NewApiKeyJson>("The key.", StatusCodes.Status201Created).Problems(400, 401, 403, 413, 415, 422);
        keys.MapDelete("/{id}", Revoke).RequireSession()
            .Describe("deleteKey", "Revoke an API key", "It stops working within a second, also on open streams.")
            .Answers(StatusCodes.Status204NoContent, "It does not hold any more.").Problems(400, 401, 403, 404);
    }

    private static async Task<IResult> List(HttpContext context, ApiKeys keys)
    {
        var query = new QueryReader(context.Request);
        var (skip, limit) = (query.Cursor(), query.Limit());
        return query.Problem is { } problem
            ? problem
            : Results.Json(PageCursor.Cut([.. (await keys.List()).Select(ApiKeyJson.Of)], skip, limit), ApiJson.Options);
    }

    private static async Task<IResult> Create(HttpContext context, ApiKeys keys)
    {
        var (body, problem) = await ApiBody.Read<ApiKeyBody>(context);
        if (problem is not null)
        {
            return problem;
        }

        if (await keys.Check(body!.Name, body.Scopes, body.ExpiresAt) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        var outcome = await keys.Create(body.Name!, body.Scopes!, body.ExpiresAt);
        return outcome.Value is { Key: var key, Secret: var secret }
            ? Results.Json(new NewApiKeyJson(key.Id, key.Name, key.Scopes, key.CreatedAt, key.ExpiresAt, ApiKeyText.Write(key.Id, secret)), ApiJson.Options, statusCode: StatusCodes.Status201Created)
            : Problems.Refused(outcome.Refusals);
    }

    private static async Task<IResult> Revoke(string id, ApiKeys keys) =>
        await keys.Revoke(id) ? Results.NoContent() : Problems.NotFound("You have no such key.");
}
